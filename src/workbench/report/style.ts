import { html } from "./markup.ts";

/** The look of a report, in colours and measures of the notebook; it is part of the file, since it may load nothing. */
export const STYLE = html`
:root{color-scheme:light dark;--paper:light-dark(#fcfbf8,#15171a);--ink:light-dark(#1d1b16,#ece8df);--quiet:light-dark(#615c50,#a8a396);--rule:light-dark(#dfdacf,#34383e);--shade:light-dark(#f3f0e8,#1f2226);--training:light-dark(#1f5f99,#7db7ea);--production:light-dark(#a84d19,#f0a06a);--alarm:light-dark(#a3003c,#ff7d9f);--hatch:light-dark(#8d877a,#7c776b)}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:44rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 Georgia,serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.15;margin:0 0 .5rem;font-weight:500}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;font-weight:500}
p{margin:0 0 .6rem}
a{color:inherit}
.kicker,.small,table,figcaption,summary,footer{font:.84rem/1.5 system-ui,sans-serif}
.kicker,footer,.repair,caption{color:var(--quiet)}
.mark{color:var(--alarm)}
.findings{list-style:none;padding:0;margin:0}
.findings>li{border-top:1px solid var(--rule);padding:1.1rem 0}
.findings>li:first-child{border-top:0;padding-top:0}
ul{padding-inline-start:1.1rem}
figure{margin:.9rem 0 1.1rem}
figcaption{margin-bottom:.2rem;font-weight:600;color:var(--ink)}
.picture svg{display:block;width:100%;height:auto;overflow:visible}
.plot{font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums;color:var(--ink)}
.plot text{white-space:pre}
.defs{position:absolute}
#hatch rect{fill:var(--hatch)}
.narrow{display:none}
@media (max-width:34rem){.wide{display:none}.narrow{display:block}}
figure details{font:.8rem/1.5 system-ui,sans-serif;color:var(--quiet)}
figure td,figure th{font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;margin-top:1rem}
caption{text-align:start;padding-bottom:.4rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--rule);font-weight:400}
thead th{color:var(--quiet)}
summary{cursor:pointer;padding:.4rem 0}
footer{margin-top:3rem;border-top:1px solid var(--rule);padding-top:.75rem}
@media print{body{padding:0}figure details{display:none}article{break-inside:avoid}}
`;
