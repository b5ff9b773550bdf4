/// Every word of the pages of customers and of agents.
enum CustomerPhrase: Wording {
    case customers, customersTitle, customerCount, agentCount, agentsTitle, footer, missing, all, count
    case verdictContacts, verdictResolution, verdictNoResolution, verdictValue, verdictNothing
    case tileCustomers, tileCustomersNote, tileContacts, tileContactsNote, tileResolution, tileResolutionNote
    case tileTop, tileTopNote, tileChurn, tileChurnNote, tileOffers, tileOffersNote
    // Repeats
    case repeats, repeatsNote, repeatsNone, window, days, demand, contact, judged, repeated, immature, resolved
    case resolvedInterval, cohorts, cohortsNote, cohortMissing, interval95
    // Drivers
    case drivers, driversNote, driversNone, reason, reasonUnknown, contacts, perThousand, shareOfWork, resolved7
    case repeatHours, driversMore
    // Effect
    case effect, effectNote, effectNone, points, volumeAfter, hoursAfter, fteAfter, fteSaved, stream
    // Value
    case value, valueNote, valueNone, concentration, concentrationNote, shareOfCustomers, shareOfValue, equalLine
    case curveLine, topTwelve, gini, recencyFrequency, recencyFrequencyNote, recency, frequency
    // Alive
    case alive, aliveNote, aliveNone, aliveHistogram, aliveAxis, churn, churnNone, churnMore, customer, lastBought
    case usualGap, total, atRisk, why, holdout, holdoutNote, repeatsBefore, expected, actual, model
    // Offers
    case offers, offersNote, offersNone, offer, kind, lead, crossSell, netValue, workHours, attempts, placed, notPlaced
    // Agents
    case agents, agentsVerdict, agentsVerdictNone, funnelResolution, funnelHandling, funnelNote, funnelNone
    case funnels, limits95, limits998, overall, agentInside, agentWarning, agentOutside, handleAgainst, correlation,
        correlationNone
    case adjustedResolution, adjustedHandling, agentTable, agentsMore, agent, occupancySpan, occupancyScheduled
    case utilisationPaid, queues, offered, serviceLevel, speedOfAnswer, handleTime, abandoned, benchmarks
    case benchmarksNote, metric, own, published, source, notCompared, quality, qualityNote, below, within, above
    case signals, signalsNone, range

    var words: (english: String, chinese: String?) {
        switch self {
        case .customers: ("Customers", "客户")
        case .customersTitle: ("Customers: who comes back, and what they are worth", "客户：谁会再来，价值多少")
        case .customerCount: ("customers", "客户数")
        case .agentCount: ("agents", "坐席数")
        case .agentsTitle: ("Agents and queues, without a league table", "坐席与技能组（不作排名）")
        case .footer: ("wfm {0} · times in {1}", "wfm {0} · 时间按 {1}")
        case .missing: ("missing", "缺失")
        case .all: ("all", "全部")
        case .count: ("number", "数量")
        case .verdictContacts: ("{0} known customers made {1} of {2} contacts.", "{2} 次联络中有 {1} 次来自 {0} 位已知客户。")
        case .verdictResolution:
            ("{0} of their demands were resolved at first contact within {1} days.", "首次解决率（{1} 天内）{0}。")
        case .verdictNoResolution:
            ("First-contact resolution is missing: the log is too young.", "首次解决率缺失：日志时间太短。")
        case .verdictValue: ("The best 12 % bring {0} of the value.", "最好的 12 % 客户带来 {0} 的价值。")
        case .verdictNothing: ("Nothing is known of customers yet.", "尚无客户数据。")
        case .tileCustomers: ("Known customers", "已知客户")
        case .tileCustomersNote: ("{0} of the contacts are theirs", "占联络的 {0}")
        case .tileContacts: ("Contacts", "联络量")
        case .tileContactsNote: ("busiest 20 % of customers: {0}", "最活跃 20 % 客户占 {0}")
        case .tileResolution: ("Resolved at first contact", "首次解决率")
        case .tileResolutionNote: ("within 7 days, transfers and callbacks chained", "7 天内；转接与回拨算同一需求")
        case .tileTop: ("Value of the best 12 %", "最好 12 % 客户的价值")
        case .tileTopNote: ("57 % of it comes from {0} of customers", "57 % 的价值来自 {0} 的客户")
        case .tileChurn: ("May have left", "可能流失")
        case .tileChurnNote: ("of {0} who bought", "共 {0} 位购买过的客户")
        case .tileOffers: ("Worth a call", "值得外呼")
        case .tileOffersNote: ("{0} of agent time", "坐席工时 {0}")

        case .repeats: ("Repeats and first-contact resolution", "重复来电与首次解决")
        case .repeatsNote:
            (
                "Resolved = the same customer did not come back with the same reason within the window. Demands that are too young to be judged are left out; what nothing can be said of is missing, never 0 or 100 %.",
                "在窗口期内同一客户未因同一原因再次联络即为解决。时间不足、无法判断的需求不计；无法判断即为缺失，绝不记为 0 或 100 %。"
            )
        case .repeatsNone:
            ("No log of contacts was read: name one, or a plan with --plan.", "未读取联络日志：请指定日志或用 --plan 指定计划。")
        case .window: ("window", "窗口")
        case .days: ("{0} d", "{0} 天")
        case .demand: ("demands (chained)", "需求（合并）")
        case .contact: ("contacts as they are", "逐次联络")
        case .judged: ("judged", "可判断")
        case .repeated: ("came back", "再次来电")
        case .immature: ("too young", "时间不足")
        case .resolved: ("resolved", "解决率")
        case .resolvedInterval: ("0 – 100 %, with the 95 % interval", "0–100 %，含 95 % 区间")
        case .cohorts: ("By week of the first contact, {0} days", "按首次联络所在周（{0} 天）")
        case .cohortsNote:
            ("A week with demands too young to be judged has no rate (▼).", "含时间不足需求的周没有比率（▼）。")
        case .cohortMissing: ("missing: {0} of its demands are too young", "缺失：{0} 个需求时间不足")
        case .interval95: ("95 % interval", "95 % 区间")

        case .drivers: ("Why customers get in touch", "来电原因")
        case .driversNote:
            (
                "Most handling first. Repeat hours are handling of demands that follow an earlier one within 7 days.",
                "按处理工时排序。重复工时指 7 天内重复需求的处理时间。"
            )
        case .driversNone: ("No log of contacts was read.", "未读取联络日志。")
        case .reason: ("reason", "原因")
        case .reasonUnknown: ("(no reason)", "（无原因）")
        case .contacts: ("contacts", "联络量")
        case .perThousand: ("per 1,000 customers", "每千客户")
        case .shareOfWork: ("share of the work", "工时占比")
        case .resolved7: ("resolved, 7 d", "7 天解决率")
        case .repeatHours: ("repeat hours", "重复工时")
        case .driversMore: ("{0} more reasons are in drivers.csv.", "另外 {0} 个原因见 drivers.csv。")

        case .effect: ("What better resolution saves", "提高首次解决率的收益")
        case .effectNote:
            (
                "The loop of repeats is solved, not added up: fewer unresolved demands bring fewer repeats, which bring fewer in turn. FTE at occupancy {0}, shrinkage {1}, {2} paid hours a week.",
                "按重复循环求解：未解决减少，重复随之减少。人力按占用率 {0}、损耗 {1}、每周 {2} 付薪小时计算。"
            )
        case .effectNone:
            ("Missing: the log is shorter than seven days, or nobody is known.", "缺失：日志不足七天，或没有已知客户。")
        case .points: ("points gained", "提高百分点")
        case .volumeAfter: ("demands a week", "每周需求")
        case .hoursAfter: ("hours a week", "每周工时")
        case .fteAfter: ("FTE", "人力 (FTE)")
        case .fteSaved: ("FTE saved", "节省人力")
        case .stream: ("queue · channel", "技能组 · 渠道")

        case .value: ("Value", "客户价值")
        case .valueNote: ("Purchases of {0}; refunds lower what a customer brought.", "购买期间 {0}；退款从客户价值中扣除。")
        case .valueNone:
            (
                "No purchases are known: give --transactions, or a log with revenue.",
                "无购买数据：请用 --transactions 指定，或提供含收入的日志。"
            )
        case .concentration: ("Concentration of value", "价值集中度")
        case .concentrationNote:
            (
                "The best 12 % of {0} customers bring {1}, the best 20 % {2}; {3} bring 80 % of the value. Gini {4}. {5} customers who brought nothing are left out.",
                "{0} 位客户中最好的 12 % 带来 {1}，20 % 带来 {2}；{3} 的客户带来 80 % 的价值。基尼系数 {4}。{5} 位无贡献客户未计入。"
            )
        case .shareOfCustomers: ("share of customers, best first", "客户占比（由高到低）")
        case .shareOfValue: ("share of value", "价值占比")
        case .equalLine: ("all bring the same", "完全平均")
        case .curveLine: ("value brought", "累计价值")
        case .topTwelve: ("best 12 %", "最好 12 %")
        case .gini: ("Gini", "基尼系数")
        case .recencyFrequency: ("Recency and frequency", "最近购买与频次")
        case .recencyFrequencyNote:
            ("Customers by score, 5 is best; with the pointer, what they brought in all.", "按得分的客户数，5 为最好；指针显示累计价值。")
        case .recency: ("recency", "最近")
        case .frequency: ("frequency", "频次")

        case .alive: ("Still there, or gone", "是否流失")
        case .aliveNote: ("{0}; {1} days ahead.", "{0}；预测 {1} 天。")
        case .aliveNone:
            ("Nobody bought on two days: there is nothing to predict from.", "没有客户在两天购买：无法预测。")
        case .aliveHistogram: ("Customers by P(alive)", "按存活概率 P(alive) 的客户数")
        case .aliveAxis: ("P(alive), %", "存活概率，%")
        case .churn: ("Most revenue at risk", "风险收入最高的客户")
        case .churnNone: ("No customer is listed.", "没有列出的客户。")
        case .churnMore: ("{0} more are in churn.csv.", "另外 {0} 位见 churn.csv。")
        case .customer: ("customer", "客户")
        case .lastBought: ("days since the last", "距上次天数")
        case .usualGap: ("usual gap, days", "通常间隔（天）")
        case .total: ("brought in all", "累计")
        case .atRisk: ("at risk", "风险收入")
        case .why: ("why", "原因")
        case .holdout: ("Tested on later purchases", "用之后的购买检验")
        case .holdoutNote: ("Mean purchases a customer, by repeats before.", "每位客户平均购买，按之前的重复次数。")
        case .repeatsBefore: ("repeats before", "之前重复")
        case .expected: ("predicted", "预测")
        case .actual: ("made", "实际")
        case .model: ("Model: {0}", "模型：{0}")

        case .offers: ("Whom to call", "外呼名单")
        case .offersNote:
            ("Customers whose expected value exceeds the cost of the time, each once.", "预期价值高于时间成本的客户，每人一次。")
        case .offersNone: ("Nothing is offered: see --offers.", "没有外呼方案：见 --offers。")
        case .offer: ("offer", "方案")
        case .kind: ("to", "对象")
        case .lead: ("leads", "潜在客户")
        case .crossSell: ("buyers", "老客户")
        case .netValue: ("value less cost", "净价值")
        case .workHours: ("agent time", "坐席工时")
        case .attempts: ("attempts", "呼叫次数")
        case .placed:
            (
                "{0} of {1} found room in quiet intervals, which had {2} to spare (outbound.csv).",
                "{1} 中有 {0} 排入空闲时段（共空闲 {2}，见 outbound.csv）。"
            )
        case .notPlaced:
            (
                "Not placed: --requirements and --roster tell the quiet intervals.",
                "未排入：--requirements 与 --roster 给出空闲时段。"
            )

        case .agents: ("Agents", "坐席")
        case .agentsVerdict:
            (
                "{0} agents. Of their handle times {1}, of their resolution {2} lie beyond the 99.8 % limits of their own mix; chance alone would put {3} there.",
                "{0} 名坐席。超出各自业务结构 99.8 % 界限的：处理时长 {1} 名，解决率 {2} 名；纯属偶然约 {3} 名。"
            )
        case .agentsVerdictNone: ("No agent could be measured.", "没有可评估的坐席。")
        case .funnelResolution: ("Resolution by contacts judged", "解决率（按可判断联络数）")
        case .funnelHandling: ("Handle time by contacts", "处理时长（按联络数）")
        case .funnels: ("Funnel plots", "漏斗图")
        case .funnelNote:
            (
                "Adjusted for queues, channels and reasons: each agent as if with everybody's mix. Between the limits an agent differs from the mean by no more than chance. This is no league table.",
                "按技能组、渠道与原因校正：假设每名坐席业务结构相同。界限之内的差异不超过偶然。此图不作排名。"
            )
        case .funnelNone: ("Missing: nothing could be judged.", "缺失：无可判断的联络。")
        case .limits95: ("95 % of chance", "95 % 偶然界限")
        case .limits998: ("99.8 % of chance", "99.8 % 偶然界限")
        case .overall: ("all together", "总体")
        case .agentInside: ("agent within the limits", "界限内坐席")
        case .agentWarning: ("beyond 95 %", "超出 95 %")
        case .agentOutside: ("beyond 99.8 %", "超出 99.8 %")
        case .handleAgainst: ("Handle time against resolution", "处理时长与解决率")
        case .correlation:
            (
                "Both drawn towards the mean by what chance may have done. Correlation {0}; it says nothing of causes.",
                "均已按偶然收缩。相关系数 {0}；不说明因果。"
            )
        case .correlationNone:
            (
                "Both drawn towards the mean by what chance may have done; agents do not differ in both.",
                "均已按偶然收缩；坐席差异不足以计算相关。"
            )
        case .adjustedResolution: ("resolution, adjusted", "校正解决率")
        case .adjustedHandling: ("handle time, adjusted", "校正处理时长")
        case .agentTable: ("Each agent, by name", "各坐席（按名称）")
        case .agentsMore: ("{0} more agents are in agents.csv.", "另外 {0} 名坐席见 agents.csv。")
        case .agent: ("agent", "坐席")
        case .occupancySpan: ("busy / span", "忙碌／在场跨度")
        case .occupancyScheduled: ("busy / scheduled", "忙碌／排班")
        case .utilisationPaid: ("busy / paid", "忙碌／付薪")
        case .queues: ("Queues", "技能组")
        case .offered: ("offered", "呼入量")
        case .serviceLevel: ("answered in {0} s", "{0} 秒内接通")
        case .speedOfAnswer: ("ASA", "平均应答速度")
        case .handleTime: ("AHT", "平均处理时长")
        case .abandoned: ("abandoned", "放弃率")
        case .benchmarks: ("Published figures", "公开数据")
        case .benchmarksNote:
            ("None of them is a target. Where definitions differ nothing is compared.", "均非目标值。定义不同则不作比较。")
        case .metric: ("measure", "指标")
        case .own: ("own", "本中心")
        case .published: ("published", "公开值")
        case .source: ("source", "来源")
        case .notCompared: ("not compared: {0}", "不比较：{0}")
        case .quality: ("Quality sample", "质检抽样")
        case .qualityNote:
            (
                "{0} of {1} contacts drawn (quality-sample.csv); a share of all is known to ±{2} points at worst.",
                "从 {1} 次联络中抽取 {0} 次（quality-sample.csv）；总体比例误差至多 ±{2} 个百分点。"
            )
        case .below: ("below", "低于")
        case .within: ("within", "之内")
        case .above: ("above", "高于")
        case .signals: ("Beyond the 99.8 % limits", "超出 99.8 % 界限")
        case .signalsNone: ("Nobody.", "无。")
        case .range: ("95 % limits", "95 % 界限")
        }
    }
}
