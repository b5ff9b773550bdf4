/// The page's style: calm, dense, the same drawing for screen (light and dark) and paper.
enum Stylesheet {
    /// All rules but those of the tabs, whose number depends on the plan.
    static let css: StaticString = """
        :root{color-scheme:light dark;
        --page:#f5f6f7;--card:#fff;--ink:#17202b;--soft:#4f5b68;--faint:#6a7683;--line:#e1e5e9;--grid:#e8ebee;
        --weekend:#f4f5f7;--accent:#1d5fa8;--chosen:#e9f1fa;--history:#8a95a1;--under:#c94f14;--over:#9cc3e6;
        --good:#19735a;--warn:#9a5b00;--bad:#b3261e;--tip:#17202b;--tipink:#fff;
        --u1:#fbe4d5;--u2:#f3bd98;--u3:#e08a52;--u4:#b8460f;--o1:#dfebf6;--o2:#b3d1ec;--o3:#6fa6d6;--o4:#2a6cad;
        --z0:#f1f2f3;--deep:#fff;--s0:#78b7b0;--s1:#3f7fb5;--s2:#5b4a91;--leave:#c4cbd2;
        --activity:#c2528b;--k0:#3f7fb5;--k1:#d9912c;--k2:#4b9b6e;--k3:#8c6bb1;--k4:#b8574a;--k5:#5aa9a4;--k6:#8d8f3c;
        --k7:#6b7a8c}
        @media screen and (prefers-color-scheme:dark){:root{
        --page:#0f1419;--card:#171d24;--ink:#e8ecf0;--soft:#b0bac5;--faint:#8c98a5;--line:#2a333d;--grid:#242d36;
        --weekend:#1c232b;--accent:#6fb1f5;--chosen:#1c2d40;--history:#7d8996;--under:#f0894d;--over:#2f5f8d;
        --good:#5fc7a4;--warn:#e8b05a;--bad:#ff8a80;--tip:#e8ecf0;--tipink:#12171d;
        --u1:#3c281d;--u2:#6b3d20;--u3:#a8592a;--u4:#ef8a4e;--o1:#1b2c3d;--o2:#234a70;--o3:#3476b3;--o4:#79b8f2;
        --z0:#20272f;--deep:#0f1419;--s0:#4f9d95;--s1:#5a9bd6;--s2:#9c8bd9;--leave:#46515c;
        --activity:#e07bb0;--k0:#5a9bd6;--k1:#e0a550;--k2:#63b588;--k3:#a98bd0;--k4:#d57b6e;--k5:#6fc0bb;--k6:#abad5c;
        --k7:#8a99aa}}
        *{box-sizing:border-box}
        html{scroll-padding-top:52px;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",
        Roboto,"Helvetica Neue","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
        font-variant-numeric:tabular-nums}
        .skip{position:absolute;left:-9999px}
        .skip:focus{left:8px;top:8px;background:var(--card);padding:6px 10px;z-index:9}
        header,main,footer{max-width:1240px;margin:0 auto;padding:0 24px}
        header{padding-top:30px}
        .kicker{margin:0;color:var(--faint);font-size:13px}
        h1{margin:2px 0 8px;font-size:30px;line-height:1.15;letter-spacing:-.015em;font-weight:680;
        overflow-wrap:anywhere}
        .verdict{display:flex;gap:10px;margin:0 0 18px;max-width:88ch;font-size:17px;line-height:1.4;color:var(--ink)}
        .verdict .mark{flex:none;width:22px;height:22px;margin-top:1px;border-radius:50%;text-align:center;
        font-size:14px;line-height:22px;font-weight:700;color:var(--card);background:var(--faint)}
        .verdict.good .mark{background:var(--good)}.verdict.warn .mark{background:var(--warn)}
        .verdict.bad .mark{background:var(--bad)}
        nav{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line)}
        nav ul{display:flex;gap:2px 18px;max-width:1240px;margin:0 auto;padding:9px 24px;list-style:none;
        overflow-x:auto;white-space:nowrap}
        nav a{color:var(--soft);text-decoration:none;font-size:13px}
        nav a:hover{color:var(--accent)}
        section{margin:22px 0 0;padding:18px 20px 20px;background:var(--card);border:1px solid var(--line);
        border-radius:10px}
        section.bare{padding:0;background:none;border:0}
        h2{margin:0 0 2px;font-size:18px;line-height:1.3;font-weight:650;letter-spacing:-.005em}
        h3{margin:18px 0 4px;font-size:13.5px;font-weight:650}
        p{margin:0 0 8px}
        .note{max-width:100ch;margin:0 0 12px;color:var(--faint);font-size:13px}
        .empty{margin:8px 0 10px;padding:12px 14px;border:1px dashed var(--line);border-radius:8px;color:var(--soft)}
        .tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:10px;margin:0;padding:0;list-style:none}
        .tile{display:flex;flex-direction:column;padding:11px 13px 8px;background:var(--card);
        border:1px solid var(--line);border-radius:10px;min-width:0}
        .tile .name{color:var(--soft);font-size:12.5px;line-height:1.3}
        .tile .figure{margin-top:1px;font-size:25px;line-height:1.2;font-weight:640;letter-spacing:-.02em;
        white-space:nowrap}
        .tile .figure.none{color:var(--faint);font-weight:400}
        .tile .sub{color:var(--faint);font-size:12px;line-height:1.35;margin-bottom:5px}
        .tile .spark{margin-top:auto}
        .good .figure{color:var(--good)}.warn .figure{color:var(--warn)}.bad .figure{color:var(--bad)}
        .flag{font-size:13px;margin-left:5px;vertical-align:3px}
        .shortfalls{margin-top:10px;padding:12px 16px;border:1px solid var(--line);border-left:4px solid var(--warn);
        border-radius:8px;background:var(--card)}
        .shortfalls.clear{border-left-color:var(--good)}
        .shortfalls.open{border-left-color:var(--faint)}
        .shortfalls h3{margin:0 0 3px}.shortfalls p{margin:0}
        .columns{columns:2;column-gap:36px}ul.plain{margin:0;padding:0 0 0 18px}.plain li{margin:2px 0}
        .sum{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:baseline;margin:8px 0 6px}
        .sum div{display:flex;flex-direction:column}
        .sum b{font-size:20px;line-height:1.2;font-weight:620}.sum span{color:var(--faint);font-size:12px}
        .sum .op{color:var(--faint);font-size:18px}
        .ok{color:var(--good)}.no{color:var(--bad)}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:13px}
        th,td{padding:4.5px 7px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
        th{color:var(--soft);font-weight:600;font-size:12px;vertical-align:bottom}
        thead .over th{border-bottom:0;text-align:center;color:var(--ink);padding-bottom:0}
        .l{text-align:left}
        .g{border-left:1px solid var(--line)}
        tbody th{color:var(--ink);font-size:13px;text-align:left;vertical-align:baseline}
        td{vertical-align:baseline}
        .small{color:var(--faint);font-size:12px}
        td.best{font-weight:680}
        td.pick{background:var(--chosen);font-weight:680;color:var(--ink)}
        tr.total td,tr.total th{border-bottom:0;font-weight:650}
        .models thead th{white-space:normal}
        .said tr:first-child>*{border-bottom:0;padding-bottom:0}
        td.reason{white-space:normal;text-align:left;padding-top:1px;color:var(--faint);font-size:12.5px}
        td.met{color:var(--good)}td.miss{color:var(--under);font-weight:650}
        .heat{width:auto;min-width:100%;border-spacing:2px;border-collapse:separate;font-size:11px;margin:2px 0 6px}
        .heat caption{caption-side:top;text-align:left;font-size:13.5px;font-weight:650;padding:14px 0 3px}
        .heat th,.heat td{padding:3px 0;text-align:center;border:0;min-width:27px;border-radius:3px;line-height:1.5}
        .heat th{font-weight:500;font-size:11px;color:var(--faint)}
        .heat tbody th{text-align:left;padding-right:8px;color:var(--soft);font-size:12px}
        .u1{background:var(--u1)}.u2{background:var(--u2)}.u3{background:var(--u3)}
        .u4{background:var(--u4);color:var(--deep)}
        .o1{background:var(--o1)}.o2{background:var(--o2)}.o3{background:var(--o3)}
        .o4{background:var(--o4);color:var(--deep)}.z0{background:var(--z0);color:var(--faint)}
        .legend{display:flex;flex-wrap:wrap;gap:3px 16px;margin:0 0 4px;padding:0;list-style:none;
        color:var(--soft);font-size:12.5px}
        .legend li{display:flex;align-items:center;gap:6px}
        .legend svg{width:22px;height:12px;flex:none}
        .legend .box{width:16px;height:12px;border-radius:2px;flex:none}
        .tabs>input{position:absolute;opacity:0;pointer-events:none}
        .panel{display:none}
        .labels{display:flex;flex-wrap:wrap;gap:6px;margin:6px 0 12px}
        .labels label{padding:4px 11px;border:1px solid var(--line);border-radius:7px;color:var(--soft);font-size:13px;
        cursor:pointer;min-width:0}
        .labels label:hover{border-color:var(--accent)}
        .cards>.labels{display:grid;grid-template-columns:repeat(var(--columns,4),minmax(0,1fr));gap:8px}
        .cards>.labels label{padding:8px 12px 6px}
        .cards .top{display:flex;justify-content:space-between;gap:8px;align-items:baseline}
        .cards .top b{color:var(--ink);font-weight:620;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .cards .top span{white-space:nowrap;font-size:12.5px}
        .dates>.labels{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:5px}
        .dates>.labels label{padding:3px 9px;display:flex;justify-content:space-between;gap:6px;font-size:12.5px}
        .dates>.labels label span{color:var(--faint);font-size:12px}
        svg{display:block;width:100%;height:auto;overflow:visible}
        .spark{width:100%;height:30px}.tile .spark{height:26px}
        svg text{font-size:11px;fill:var(--faint)}
        .tm{text-anchor:middle}.te{text-anchor:end}svg text.td{fill:var(--soft);font-weight:600}
        .gl,.lh,.lf,.lr,.lq,.ls,.ld,.lt,.lv,.lx{vector-effect:non-scaling-stroke}
        .gl{fill:none;stroke:var(--grid);stroke-width:1}
        .we{fill:var(--weekend)}
        .lh,.lf,.lr,.lq,.ls,.ld,.lt,.lv,.lx{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
        .lh{stroke:var(--history)}.lf,.lv{stroke:var(--accent)}.lf{stroke-width:1.9}
        .lr{stroke:var(--history);stroke-width:1.2;stroke-dasharray:3 2.5}
        .lq{stroke:var(--ink);stroke-width:1.3;stroke-linejoin:miter}
        .ld{stroke:var(--accent);stroke-width:1.8;stroke-linejoin:miter}
        .ls{stroke:var(--history);stroke-width:1;stroke-dasharray:2 2}
        .lt{stroke:var(--good);stroke-width:1.3;stroke-dasharray:5 3}
        .lx{stroke:var(--under)}
        .dot{stroke-width:4.2}
        .values .dot{stroke-width:6}td.cell{width:16%;min-width:100px}.cell svg.spark{height:12px}
        .scores td,.scores th{min-width:56px}
        .b8{fill:var(--accent);fill-opacity:.26}.b9{fill:var(--accent);fill-opacity:.13}
        .au{fill:var(--under);fill-opacity:.85}.ao{fill:var(--over);fill-opacity:.55}
        .dm{fill:var(--under)}
        .s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.sl{fill:var(--leave)}
        .gw,.gb,.gu,.ga,.gh,.k0,.k1,.k2,.k3,.k4,.k5,.k6,.k7{fill:none;stroke-width:11}
        .gw{stroke:var(--s1)}.gb,.gu{stroke-width:3}.gb{stroke:var(--s0)}.gu{stroke:var(--leave)}
        .ga{stroke:var(--activity);stroke-dasharray:2.5 1.5}
        .k0{stroke:var(--k0)}.k1{stroke:var(--k1)}.k2{stroke:var(--k2)}.k3{stroke:var(--k3)}.k4{stroke:var(--k4)}
        .k5{stroke:var(--k5)}.k6{stroke:var(--k6)}.k7{stroke:var(--k7)}
        .gh{stroke:var(--ink);stroke-opacity:0;pointer-events:stroke}.gantt g:hover .gh{stroke-opacity:.18}
        .dense path{stroke-width:8}.dense .gb,.dense .gu{stroke-width:2.5}.dense .gl{stroke-width:1}
        .dense text{font-size:9px}
        .legend path:not(.gb):not(.gu):not(.lq):not(.ld):not(.ls):not(.lh):not(.lf):not(.lr):not(.lt):not(.lv):not(.lx){stroke-width:10}
        .roster text{font-size:10px}
        .gantt g:hover text{fill:var(--ink)}
        details{margin:8px 0}summary{cursor:pointer;color:var(--soft);font-size:13px}
        .cursor{stroke:var(--ink);stroke-width:1;stroke-opacity:.5;pointer-events:none}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:4px 28px}.pair>*{min-width:0}
        dl{display:grid;grid-template-columns:minmax(15ch,max-content) 1fr;gap:5px 18px;margin:6px 0 0;font-size:13px}
        dt{font-weight:600}dd{margin:0;color:var(--soft)}
        code{font:12px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .badge{padding:0 6px;border-radius:9px;background:var(--chosen);color:var(--accent);font-size:11px;
        margin-left:6px;white-space:nowrap}
        footer{padding-top:20px;padding-bottom:40px;color:var(--faint);font-size:12.5px}
        footer p{margin:0}
        .tip{position:fixed;display:none;z-index:10;pointer-events:none;max-width:340px;padding:7px 10px;
        border-radius:7px;background:var(--tip);color:var(--tipink);font-size:12px;line-height:1.45}
        .tip div{display:flex;justify-content:space-between;gap:16px}.tip i{font-style:normal}
        .tip span{opacity:.8}
        @media (max-width:1080px){.tiles{grid-template-columns:repeat(4,1fr)}}
        @media (max-width:900px){header,main,footer{padding-left:14px;padding-right:14px}
        nav ul{padding-left:14px;padding-right:14px}
        section{padding:14px}.tiles{grid-template-columns:repeat(3,1fr)}
        .chart{min-width:720px}.frame{overflow-x:auto}svg.chart text{font-size:13px}
        .chart.half{min-width:0}svg.chart.half text,svg.roster text{font-size:11px}.pair{grid-template-columns:1fr}
        .columns{columns:1}.cards .top .small{display:none}}
        @media (max-width:620px){.tiles{grid-template-columns:repeat(2,1fr)}
        .cards>.labels{grid-template-columns:1fr 1fr}h1{font-size:25px}.verdict{font-size:15.5px}
        dl{grid-template-columns:1fr}dd{margin-bottom:5px}}
        @media print{@page{size:A4 landscape;margin:11mm}
        :root{--page:#fff;--card:#fff;--ink:#000;--soft:#333;--faint:#555}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{font-size:12px}nav,.skip,.tip{display:none}
        header,main,footer{max-width:none;padding:0}
        section{border:0;padding:0;margin-top:16px;break-inside:auto}
        h2,h3,caption{break-after:avoid}
        svg.chart:not(.roster):not(.gantt),.tile,tr,.labels label{break-inside:avoid}
        #forecast,#staffing,#roster,#simulation{break-before:page}
        .tiles{grid-template-columns:repeat(6,1fr)}.tile .figure{font-size:20px}
        th,td{padding:3px 5px;font-size:11px}
        svg.fits{max-height:172mm}
        .scroll,.frame{overflow:visible}.heat th,.heat td{min-width:20px}}

        """
}
