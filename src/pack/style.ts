/** The pack's page is one file: its style stands in it. Calm, dense, readable on paper in black and white. */
export const style = `
:root{--line:#c8ccd0;--soft:#5b6169;--fail:#b3261e;--unknown:#7a4f00;--pass:#1b5e20}
body{font:14px/1.7 "BIZ UDPGothic","BIZ UDGothic","Yu Gothic UI",Meiryo,"Hiragino Sans",sans-serif;color:#1a1a1c;max-width:1080px;margin:0 auto;padding:24px 20px}
h1{font-size:24px;line-height:1.4;margin:.1em 0 .6em}h2{font-size:18px;border-bottom:2px solid #1a1a1c;margin:2.2em 0 .8em;padding-bottom:.2em}
h3{font-size:15px;margin:0 0 .3em}p{margin:.35em 0}.kind{color:var(--soft);margin:0}
.en{color:var(--soft);font-size:.86em;margin-left:.6em}.note{color:var(--soft)}.sentence{border-left:3px solid var(--line);padding-left:.8em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;margin:0}dt{color:var(--soft)}dd{margin:0}
article{border-bottom:1px solid var(--line);padding:.9em 0;break-inside:avoid}ul{margin:.4em 0;padding-left:1.4em}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid var(--line);padding:.35em .5em;text-align:left;vertical-align:top}
th{font-weight:600}th .en,td .en,.v .en{display:block;margin-left:0}h3 .v .en,.tally .v .en{display:inline;margin-left:.4em}thead{display:table-header-group}tr{break-inside:avoid}
.code{font-family:Consolas,Menlo,monospace;font-size:12px;overflow-wrap:anywhere}.time{white-space:nowrap}
.v{font-weight:600}.pass{color:var(--pass)}.fail{color:var(--fail)}.unknown{color:var(--unknown)}.planned,.not-applicable,.part{color:var(--soft)}
@page{size:A4;margin:14mm 12mm}@media print{body{padding:0;max-width:none;font-size:10.5pt}table{font-size:9pt}h2{break-after:avoid}}
`;
