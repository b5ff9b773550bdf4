extension Phrase {
    /// English, and Chinese where there is a translation.
    var words: (english: String, chinese: String?) {
        switch self {
        case .report: ("Workforce plan", "排班计划报告")
        case .skip: ("Skip to the figures", "跳到关键指标")
        case .plan: ("Workforce plan", "排班计划")
        case .on: ("times in {0}", "时间按 {0}")
        case .figures: ("Key figures", "关键指标")
        case .streams: ("Queues at a glance", "技能组一览")
        case .forecast: ("Forecast", "话务预测")
        case .accuracy: ("Accuracy", "预测准确率")
        case .staffing: ("Staffing", "人力需求与排班拟合")
        case .roster: ("Roster", "班表")
        case .simulation: ("Simulated service", "模拟服务表现")
        case .dataHealth: ("Data health", "数据质量")
        case .notes: ("Notes", "说明")
        case .definitions: ("Definitions", "指标定义")

        case .verdictAllMet:
            ("All {0} streams meet their service target in simulation.", "模拟中全部 {0} 个技能组渠道达到服务水平目标。")
        case .verdictSomeMissed:
            (
                "{0} of {1} streams meet their service target in simulation; below it: {2}.",
                "模拟中 {1} 个技能组渠道有 {0} 个达到服务水平目标；未达标：{2}。"
            )
        case .verdictMissedOne: ("{0} with {1} of {2}", "{0} {1}（目标 {2}）")
        case .verdictAndMore: ("{0} more", "另外 {0} 个")
        case .verdictCovered: ("The roster covers {0} of the required hours.", "班表覆盖需求工时的 {0}。")
        case .verdictNoRuleBroken: ("No working-time rule is broken.", "没有违反任何工时规则。")
        case .verdictRulesBroken: ("{0} working-time rules are broken.", "违反工时规则 {0} 次。")
        case .verdictShortfalls: ("Shortfalls stated below: {0}.", "下列缺口：{0} 项。")
        case .verdictNoRoster:
            (
                "{0} contacts are forecast; they need {1} of agents on contacts. There is no roster yet.",
                "预测呼入量 {0}，需要坐席工时 {1}。尚无班表。"
            )
        case .verdictNotSimulated: ("The roster was not simulated.", "班表尚未模拟。")
        case .verdictNothing: ("There is no forecast yet.", "尚无话务预测。")

        case .tileVolume: ("Forecast volume", "预测呼入量")
        case .tileVolumeNote: ("{0} per day on the last 4 weeks", "日均较近四周 {0}")
        case .tileError: ("Backtest error (WAPE)", "回测误差 (WAPE)")
        case .tileErrorNote: ("bias {0}, weighted by volume", "偏差 {0}，按呼入量加权")
        case .tileRequired: ("Required hours", "需求工时")
        case .tileRequiredNote: ("{0} on contacts, before shrinkage", "其中处理联络 {0}（未计损耗）")
        case .tilePaid: ("Paid hours", "付薪工时")
        case .tilePaidNote: ("{0} shifts, {1} agents", "{0} 个班次，{1} 名坐席")
        case .tileGap: ("Coverage gap", "人力缺口")
        case .tileGapNote: ("{0} of required; {1} above", "占需求 {0}；超配 {1}")
        case .tileServiceLevel: ("Simulated service level", "模拟服务水平")
        case .tileServiceLevelNote: ("target {0}; {1} of {2} streams meet theirs", "目标 {0}；{1}/{2} 个渠道达标")
        case .tileAsa: ("Speed of answer (ASA)", "平均应答速度 (ASA)")
        case .tileAsaNote: ("mean wait, where customers wait", "实时渠道已应答的平均等待")
        case .tileAbandonment: ("Abandonment", "放弃率")
        case .tileAbandonmentNote: ("{0} in the history", "历史 {0}")
        case .tileOccupancy: ("Occupancy", "占用率")
        case .tileOccupancyNote: ("share of duty time on contacts", "在岗时间中处理联络的比例")
        case .tileCost: ("Roster cost", "班表成本")
        case .tileCostBound: ("proven bound {0}: at most {1} above the best", "已证下界 {0}：至多高于最优 {1}")
        case .tileCostNoBound: ("no proven bound: no solver found", "无已证下界：未找到求解器")
        case .tileCostProven: ("no roster can cost less", "已证最优")
        case .tileViolations: ("Rule violations", "违规次数")
        case .tileViolationsNone: ("found by an independent check", "独立检查结果")
        case .tileViolationsSome: ("hard rules: this roster cannot be published", "硬性规则：该班表不可发布")
        case .tileResolution: ("First-contact resolution", "首次解决率")
        case .tileResolutionNote: ("no repeat within 7 days", "7 天内无重复来电")
        case .noTeam: ("no team in the plan", "计划中没有团队")
        case .notSimulated: ("not simulated", "未模拟")
        case .notScored: ("no backtest", "无回测")
        case .unknownFigure: ("not known", "未知")

        case .dataRead: ("rows read", "读取行数")
        case .dataAccepted: ("accepted", "采用")
        case .dataDuplicates: ("identical duplicates", "完全重复")
        case .dataSuperseded: ("superseded", "被更新取代")
        case .dataRejected: ("rejected", "拒绝")
        case .dataBalances: ("Every row is accounted for.", "每一行都有去处。")
        case .dataDoesNotBalance: ("{0} rows are unaccounted for.", "有 {0} 行去向不明。")
        case .dataRejectsHint:
            (
                "Rejected rows are listed with line, column and reason in the rejects file.",
                "被拒绝的行及其行号、列名和原因见 rejects 文件。"
            )
        case .dataNone:
            (
                "No interactions were read for this report. Plan from a log to see where its rows went: name the files under interactions in the plan file.",
                "本报告未读取联络记录。请在计划文件的 interactions 中指定文件。"
            )
        case .dataHistory: ("History {0}.", "历史：{0}。")
        case .dataHistoryTitle: ("Contacts offered per day, all streams, whole history", "每日呼入量，全部渠道，完整历史")
        case .dataHistoryNote:
            (
                "Every day of the history; triangles mark days with intervals that forecasting does not use: outages and outliers.",
                "完整历史；三角表示含有预测不采用区间（故障或异常）的日子。"
            )
        case .dataOutage: ("intervals not used (outage or outlier)", "部分区间未采用（故障或异常）")
        case .dataNoHistory: ("No interval history was given (history.csv).", "没有历史区间数据 (history.csv)。")

        case .healthFile: ("File", "文件")
        case .healthFormat: ("Format", "格式")
        case .healthRecords: ("Records", "记录数")
        case .healthBytes: ("Bytes", "字节数")
        case .healthDecisions: ("What was decided about the files", "对文件所作的判断")
        case .healthRejects: ("Rejected rows by reason", "拒绝行按原因统计")
        case .healthDays: ("Days of the history", "历史中的日期")
        case .healthSilentDays: ("Open, but without a contact: {0}", "开放但无呼入：{0} 天")
        case .healthOutageDays: ("With intervals not used (outage or outlier): {0}", "含未采用区间（故障或异常）：{0} 天")
        case .healthClosedDays: ("Closed: {0}", "停业：{0} 天")
        case .healthSuspicious: ("Suspicious values", "可疑数值")
        case .healthNothingSuspicious: ("None was found.", "未发现可疑数值。")
        case .healthTooManyServed:
            ("{0} intervals answer or lose more contacts than were offered", "{0} 个区间的接通量与放弃量之和大于呼入量")
        case .healthTooManyWithin:
            ("{0} intervals answer more contacts in time than at all", "{0} 个区间的达标接通量大于接通量")
        case .healthShortHandling:
            ("{0} intervals have a mean handle time under 5 seconds", "{0} 个区间的平均处理时长不足 5 秒")
        case .healthLongHandling:
            ("{0} intervals have a mean handle time over 4 hours", "{0} 个区间的平均处理时长超过 4 小时")

        case .queue: ("Queue", "技能组")
        case .channel: ("Channel", "渠道")
        case .history: ("History", "历史")
        case .requirement: ("Requirement", "人力需求")
        case .simulated: ("Simulated roster", "模拟班表")
        case .offered: ("Offered", "呼入量")
        case .serviceLevel: ("Service level", "服务水平")
        case .handleTime: ("AHT", "平均处理时长")
        case .abandoned: ("Abandoned", "放弃率")
        case .volume: ("Volume", "呼入量")
        case .errorWape: ("WAPE", "WAPE")
        case .bias: ("Bias", "偏差")
        case .model: ("Model", "模型")
        case .hours: ("Hours", "工时")
        case .promise: ("Promises", "承诺")
        case .target: ("Target", "目标")
        case .speedOfAnswer: ("ASA", "平均应答速度")
        case .allStreams: ("All", "合计")
        case .streamsNone:
            ("No streams: the plan names no queue, or nothing was forecast yet.", "没有渠道：计划中未定义技能组，或尚未预测。")
        case .streamsNote:
            (
                "One row per queue and channel: what was measured, what is expected, what it needs, and what the roster would deliver.",
                "每个技能组和渠道一行：已测得、预期、所需，以及班表将实现的结果。"
            )
        case .within: ("{0} in {1}", "{1} 内 {0}")

        case .forecastNote:
            (
                "Last four weeks and forecast by day, with the central 80% and 95% prediction intervals. Each small chart has its own scale; choose one for its detail.",
                "近四周与预测（按日），附 80% 与 95% 预测区间。各小图刻度独立；点选查看明细。"
            )
        case .forecastNone:
            (
                "No forecast: run wfm forecast, or wfm plan with at least a few weeks of history.",
                "没有预测：请运行 wfm forecast，或用至少数周历史运行 wfm plan。"
            )
        case .historyLine: ("History", "历史")
        case .forecastLine: ("Forecast", "预测")
        case .band80: ("80% interval", "80% 区间")
        case .band95: ("95% interval", "95% 区间")
        case .recentLine: ("Mean of the last 4 weeks", "近四周均值")
        case .dayTitle: ("{0}: contacts per day", "{0}：每日呼入量")
        case .dayDescription:
            ("{0} contacts offered in the last four weeks, {1} forecast for {2}.", "近四周呼入 {0}，{2} 预测 {1}。")
        case .weekTitle: ("{0}: contacts per interval, week of {1}", "{0}：区间呼入量，{1} 起一周")
        case .weekDescription: ("{0} contacts are expected in this week.", "本周预期呼入量 {0}。")
        case .changePerDay: ("{0} a day", "日均 {0}")
        case .shownLargest:
            (
                "Charts for the {0} largest of {1} streams; forecast.csv and performance.csv have them all.",
                "图表仅含最大的 {0} 个渠道（共 {1} 个）；其余见 CSV 文件。"
            )
        case .byInterval: ("By interval", "按区间")
        case .byDay: ("By day", "按日")

        case .accuracyNote:
            (
                "Rolling-origin backtest: each model forecast weeks it had not seen. WAPE per model, the chosen one marked (✓), its further scores at the right, the reason below.",
                "滚动起点回测：各模型预测其未见过的周。表中为 WAPE，已选模型带 ✓，右侧为其他得分，下方为理由。"
            )
        case .accuracyNone:
            (
                "No backtest scores: the history is too short to hide a part of it, or accuracy.csv was not given.",
                "没有回测得分：历史太短，或未提供 accuracy.csv。"
            )
        case .stream: ("Stream", "渠道")
        case .mase: ("MASE", "MASE")
        case .coverage80: ("In 80%", "80% 覆盖")
        case .coverage95: ("In 95%", "95% 覆盖")
        case .alsoTried: ("also tried: {0} {1}", "另试：{0} {1}")
        case .chosen: ("chosen", "已选")
        case .origins: ("{0} forecast origins, {1} steps ahead.", "{0} 个预测起点，向前 {1} 步。")

        case .staffingNote:
            (
                "Agents to schedule (requirement with shrinkage) against the roster, interval by interval.",
                "逐区间比较需排坐席（含损耗）与班表。"
            )
        case .staffingNone:
            ("No requirement: run wfm staff on a forecast, or wfm plan.", "没有人力需求：请运行 wfm staff 或 wfm plan。")
        case .staffingNoRoster:
            ("No roster to compare with: the requirement is shown alone.", "没有可比较的班表：仅显示人力需求。")
        case .allSkills: ("All skills", "全部技能")
        case .required: ("Required, with shrinkage", "需求（含损耗）")
        case .onContacts: ("Needed on contacts", "处理联络所需")
        case .onShift: ("On shift, breaks included", "在班（含小休）")
        case .onDuty: ("On duty", "在岗")
        case .short: ("Short", "缺口")
        case .surplus: ("Surplus", "超配")
        case .staffingTitle: ("{0}: required and on duty, week of {1}", "{0}：需求与在岗，{1} 起一周")
        case .staffingDescription:
            ("{0} required, {1} on duty, {2} short, {3} above.", "需求 {0}，在岗 {1}，缺口 {2}，超配 {3}。")
        case .heatGap: ("Agents above (+) or below (−) the requirement, mean of the weeks", "坐席超配 (+) 或不足 (−)，各周均值")
        case .heatGapNote: ("Number and colour: agents.", "数字与颜色：坐席数。")
        case .agents: ("agents", "坐席")
        case .shortest: ("Most understaffed intervals", "缺口最大的区间")
        case .bySkill: ("Agent-hours by skill", "按技能的坐席工时")
        case .skill: ("Skill", "技能")
        case .shortestNone: ("No interval is short of agents.", "没有区间缺人。")
        case .when: ("When", "时间")
        case .missing: ("Missing", "缺少")
        case .sharedAgents:
            (
                "An agent with several skills counts under each of them; only “All skills” counts everyone once.",
                "多技能坐席在各技能下都计入；仅“全部技能”每人计一次。"
            )
        case .boundOnly:
            ("With this many skills the shortfall of all skills together is a lower bound.", "技能过多，合计缺口为下界。")
        case .skillsOmitted:
            ("{0} more skills have no chart here; requirements.csv has them.", "另有 {0} 个技能未绘图，见 requirements.csv。")
        case .dutyHours: ("{0} required · {1} on duty · {2} short · {3} above", "需求 {0} · 在岗 {1} · 缺口 {2} · 超配 {3}")

        case .rosterNote:
            (
                "A row per agent, a cell per day, a bar over the hours of the shift ({0}–{1} across a cell).",
                "每名坐席一行，每天一格，横条为班次时段（一格为 {0}–{1}）。"
            )
        case .rosterNone:
            (
                "No roster: there is no team in the plan. Name a folder with agents.csv, contracts.csv, shift_kinds.csv, breaks.csv and availability.csv under team in the plan file.",
                "没有班表：计划中没有团队。请在计划文件的 team 中指定团队文件夹。"
            )
        case .rosterOverview: ("Roster of {0} agents, {1}", "{0} 名坐席的班表，{1}")
        case .rosterOverviewDescription: ("{0} shifts, {1} paid.", "{0} 个班次，付薪 {1}。")
        case .early: ("starts before {0}", "{0} 前开始")
        case .middle: ("from {0}", "{0} 起")
        case .late: ("from {0}", "{0} 起")
        case .leave: ("leave", "休假")
        case .paidHours: ("paid h", "工时")
        case .workDays: ("days", "天数")
        case .weekends: ("wknds", "周末")
        case .dayGantt: ("Shifts on {0}", "{0} 的班次")
        case .rosterDays: ("Day by day, with breaks", "逐日明细（含小休）")
        case .work: ("at work", "在岗")
        case .rest: ("break", "小休")
        case .lunch: ("lunch", "就餐")
        case .activity: ("activity", "培训与会议")
        case .rosterTooMany:
            (
                "Days after {0} are left out here to keep the page light; roster.csv has them all.",
                "{0} 之后的日子未在此展示，完整内容见 roster.csv。"
            )
        case .agentsOmitted: ("{0} more agents are in roster.csv.", "另有 {0} 名坐席见 roster.csv。")

        case .dayCover: ("Required and on duty on {0}", "{0} 需求与在岗人数")
        case .dayCoverDescription:
            ("{0} required, {1} on duty, {2} short.", "需求 {0}，在岗 {1}，缺口 {2}。")
        case .rosterShort: ("When agents are missing", "缺人时段")
        case .mostMissing: ("most missing", "最多缺")
        case .shortMore: ("{0} more stretches, {1} in all.", "另有 {0} 个时段，共 {1}。")
        case .activities: ("Activities", "培训与会议")
        case .activitiesNone: ("No training, coaching or meetings are planned.", "没有安排培训、辅导或会议。")
        case .times: ("times", "场次")
        case .fairness: ("Fairness and wishes", "公平与意愿")
        case .fairnessNone:
            (
                "Not known: fairness.csv is written with the roster by wfm plan and wfm schedule export.",
                "未知：wfm plan 和 wfm schedule export 会随班表写出 fairness.csv。"
            )
        case .fairnessEach: ("Each of {0} agents", "{0} 名坐席逐一列出")
        case .wishes: ("wishes", "意愿")
        case .wishesNone: ("Nobody stated a wish.", "没有提出意愿。")
        case .wishesGranted: ("{0} of {1} wishes are granted ({2}).", "{1} 项意愿中满足 {0} 项（{2}）。")
        case .wishesRefused: ("Not granted: {0}.", "未满足：{0}。")
        case .measure: ("measure", "指标")
        case .least: ("least", "最少")
        case .mean: ("mean", "平均")
        case .mostOf: ("most", "最多")
        case .nights: ("nights", "夜班")
        case .startSpread: ("start spread, h", "上班时间跨度（小时）")
        case .contract: ("contract", "合同")
        case .creditHours: ("leave h", "假期工时")
        case .rosterVerdict:
            ("{0} shifts of {1} agents, {2} paid; {3} required, {4} short.", "{1} 名坐席 {0} 个班次，计薪 {2}；需求 {3}，缺口 {4}。")
        case .rosterVerdictGap:
            ("Cost {0}; no roster costs less than {1} (gap {2}).", "成本 {0}；任何班表不低于 {1}（差距 {2}）。")

        case .simulationNote:
            (
                "The roster met by simulated contacts drawn from the forecast; each stream against its own target.",
                "按预测生成模拟联络检验班表；各渠道对照自己的目标。"
            )
        case .simulationNone:
            (
                "Nothing was simulated: there must be a roster, from a plan with a team or wfm simulate.",
                "没有模拟：需要班表（计划含团队，或运行 wfm simulate）。"
            )
        case .simulationMismatch:
            (
                "{0} contacts were simulated but {1} are forecast, so the simulated figures do not stand for the plan.",
                "模拟联络 {0}，而预测为 {1}，模拟结果不能代表本计划。"
            )
        case .dayServiceLevel: ("{0}: service level per day", "{0}：每日服务水平")
        case .dayAsa: ("{0}: average speed of answer per day, in seconds", "{0}：每日平均应答速度（秒）")
        case .dayAbandonment: ("{0}: abandonment per day", "{0}：每日放弃率")
        case .dayBacklog: ("{0}: contacts waiting at the end of the day", "{0}：日终积压")
        case .intervalRange: ("Range of 80% of outcomes of the day’s intervals", "当日各区间 80% 结果范围")
        case .heatLevel: ("Service level in percent by weekday and interval, all weeks pooled", "按星期与时段的服务水平（%，各周合并）")
        case .heatLevelNote: ("Colour: points from the target of {0}.", "颜色：与目标 {0} 的差（百分点）。")
        case .backlog: ("Waiting", "积压")

        case .shortfalls: ("What this plan cannot meet", "本计划未能满足")
        case .shortfallsNone: ("Nothing: no shortfall was found.", "无：没有发现缺口。")
        case .shortfallsUnknown: ("Not known: no roster was simulated.", "未知：没有模拟班表。")
        case .notesNone: ("No notes.", "无说明。")

        case .defOffered: ("answered within T / offered", "T 内应答 / 呼入")
        case .defAnswered: ("answered within T / answered", "T 内应答 / 应答")
        case .defExcludingWithin: ("answered within T / (offered − abandoned within T)", "T 内应答 /（呼入 − T 内放弃）")
        case .defExcludingShort: ("answered within T / (offered − short abandons)", "T 内应答 /（呼入 − 短放弃）")
        case .defAbandonOk: ("(answered within T + abandoned within T) / offered", "（T 内应答 + T 内放弃）/ 呼入")
        case .defAbandonOkExcludingShort:
            (
                "(answered within T + abandoned within T, short abandons not counted) / (offered − short abandons)",
                "（T 内应答 + T 内放弃，不计短放弃）/（呼入 − 短放弃）"
            )
        case .defVirtual: ("P(virtual wait ≤ T): what a customer who never gives up would see", "P(虚拟等待 ≤ T)：从不放弃的客户所见")
        case .defInUse: ("used here", "本报告采用")
        case .defWape: ("Σ|forecast − actual| / Σ actual, over the backtest’s intervals", "Σ|预测 − 实际| / Σ 实际")
        case .defBias: ("Σ(forecast − actual) / Σ actual; positive = forecast too high", "Σ(预测 − 实际) / Σ 实际；正 = 偏高")
        case .defMase:
            (
                "mean absolute error over that of the seasonal naive forecast in sample; below 1 is better",
                "平均绝对误差 / 样本内季节朴素预测的误差；小于 1 更好"
            )
        case .defCoverage:
            ("share of actuals that fell inside the interval; 80% and 95% are right", "实际值落入区间的比例；应为 80% 与 95%")
        case .defBands: ("central prediction intervals of one interval’s volume", "单个区间呼入量的中心预测区间")
        case .defDayBand:
            (
                "from the intervals’: their Poisson parts add in squares, the rest adds up, as a busy day is busy all day",
                "由区间合成：泊松部分平方相加，其余线性相加（忙的日子整天都忙）"
            )
        case .defRequirement:
            (
                "agents on contacts by the queueing model (Erlang A with patience), then concurrency, occupancy cap, minimum; to schedule = ÷ (1 − shrinkage); the queues of a skill are added, then rounded up to whole heads",
                "排队模型（含耐心的 Erlang A）→ 并发 → 占用率上限 → 最少人数；排班数 = ÷（1 − 损耗）；同一技能各技能组相加后向上取整"
            )
        case .defShortfall:
            (
                "the most, over sets of skills, by which what they require exceeds the agents who have one of them",
                "各技能集合中，需求超出具备其一的坐席数的最大值"
            )
        case .defGap: ("on duty − required + shortfall", "在岗 − 需求 + 缺口")
        case .defAsa: ("mean wait of answered contacts", "已应答联络的平均等待")
        case .defAbandonment: ("abandoned / offered", "放弃 / 呼入")
        case .defOccupancy: ("time on contacts / time on duty", "处理联络时间 / 在岗时间")
        case .defBound:
            ("a cost below which no roster under the same rules can be, from a linear program", "线性规划证明的成本下界")
        case .defResolution:
            (
                "share of contacts whose customer did not come back within seven days; only contacts old enough",
                "客户七天内未再来的联络比例；仅计已满七天者"
            )
        case .termBands: ("80% and 95% intervals", "80% 与 95% 区间")
        case .termDayBand: ("Intervals of a day", "日区间")
        case .termRequirement: ("Requirement", "人力需求")
        case .termShortfall: ("Shortfall of all skills", "合计缺口")
        case .termBound: ("Proven bound", "已证下界")
        case .termCoverage: ("In 80%, in 95%", "区间覆盖率")

        case .footer: ("wfm {0} · seed {1} · {2}", "wfm {0} · 种子 {1} · {2}")
        case .footerSame: ("The same input and seed give this page again, byte for byte.", "相同输入与种子得到逐字节相同的页面。")
        case .footerOffline: ("One file; it loads nothing and sends nothing.", "单一文件；不加载也不发送任何内容。")
        }
    }
}
