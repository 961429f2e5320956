/** The page's looks: light and dark after the reader's own setting, one column on a phone. */
export const STYLE = `
:root{--bg:#f4f5f2;--card:#fff;--ink:#1c2421;--soft:#66716c;--line:#dfe3de;--accent:#0d6b57;--accent-soft:#e2f0ec;--good:#17794a;--bad:#b3261e;--blue:#2257a8;--warn:#9a5b00;--code:#f0f2ee;
color-scheme:light dark;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media (prefers-color-scheme:dark){:root{--bg:#121614;--card:#1b211e;--ink:#e6ebe8;--soft:#93a09a;--line:#2c3531;--accent:#5cc7ac;--accent-soft:#1d3530;--good:#6fd39c;--bad:#ff8a80;--blue:#8db8f5;--warn:#f0b35c;--code:#141916}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);display:grid;grid-template:auto 1fr/13.5rem minmax(0,1fr);min-height:100vh}
h1,h2,h3,p{margin:0}h1{font-size:1.05rem}h2{font-size:1.25rem}h3{font-size:.95rem}
.top{grid-column:1/-1;display:flex;align-items:center;gap:1rem;padding:.8rem 1.4rem;background:var(--card);border-bottom:1px solid var(--line)}
.brand{display:flex;gap:.75rem;align-items:center;flex:1;min-width:0}.brand p{color:var(--soft);font-size:.82rem}
.brand svg{width:2.2rem;flex:none;fill:var(--accent);stroke:var(--card);stroke-width:2;stroke-linecap:round}
.clock{text-align:right;font-variant-numeric:tabular-nums;line-height:1.2}.clock time{font-weight:600}.clock span{display:block;color:var(--soft);font-size:.78rem}
nav{padding:1.2rem .7rem;border-right:1px solid var(--line)}nav section{margin-bottom:1.3rem}
nav h2{font-size:.72rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);padding:0 .7rem .35rem}
nav a{display:block;padding:.42rem .7rem;border-radius:.5rem;color:inherit;text-decoration:none}
nav a:hover{background:var(--accent-soft)}nav a[aria-current]{background:var(--accent-soft);color:var(--accent);font-weight:600}
main{padding:1.2rem;display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:1.2rem;align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:1rem 1.1rem;min-width:0}
aside{display:grid;gap:1.2rem}aside .card>header{display:flex;align-items:center;gap:.6rem;margin-bottom:.7rem}aside .card>header h3{flex:1}
.company{display:flex;gap:1rem;align-items:center;justify-content:space-between;flex-wrap:wrap;margin-bottom:.9rem}
.company code{color:var(--soft);font-size:.78rem}
.balance{display:grid;grid-template-columns:auto auto;column-gap:.7rem;align-items:baseline;padding:.45rem .9rem;border-radius:.6rem;background:var(--accent-soft)}
.balance span{font-size:.75rem;color:var(--soft)}.balance b{font-size:1.15rem;font-variant-numeric:tabular-nums;grid-row:span 2;grid-column:2}.balance em{font-style:normal;font-size:.75rem}
.balance.good em,.balance.good b{color:var(--good)}.balance.bad em,.balance.bad b{color:var(--bad)}
.tabs{display:flex;gap:.3rem;flex-wrap:wrap;align-items:center;border-bottom:1px solid var(--line);padding-bottom:.6rem;margin-bottom:.3rem}
button{font:inherit;font-size:.88rem;cursor:pointer;border:1px solid transparent;border-radius:.5rem;padding:.4rem .8rem;background:var(--accent);color:var(--card);font-weight:600}
button:hover{filter:brightness(1.08)}button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
button.quiet,.tabs button{background:transparent;color:inherit;border-color:var(--line);font-weight:500}
.tabs button{border-color:transparent;padding:.35rem .6rem}.tabs button i{font-style:normal;color:var(--soft);font-size:.78rem}
.tabs button[aria-selected=true]{background:var(--accent-soft);color:var(--accent);font-weight:600}
.filter{margin-left:auto;width:10rem}
input,select{font:inherit;width:100%;padding:.35rem .5rem;border:1px solid var(--line);border-radius:.45rem;background:var(--bg);color:inherit}
.sheet{overflow:auto;max-height:calc(100vh - 15rem);min-height:12rem}
table{border-collapse:collapse;width:100%;font-size:.86rem}
th{position:sticky;top:0;background:var(--card);text-align:left;color:var(--soft);font-weight:600;font-size:.76rem;white-space:nowrap;box-shadow:inset 0 -1px var(--line)}
th,td{padding:.42rem .6rem;vertical-align:top}td{border-bottom:1px solid var(--line);overflow-wrap:break-word;min-width:9rem;max-width:24rem;white-space:pre-line}td.short{white-space:pre;min-width:0;max-width:none}
tr:hover td{background:var(--accent-soft)}.num,td.num{min-width:0;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.minus{color:var(--bad)}
.pill{display:inline-block;padding:.05rem .5rem;border-radius:1rem;font-size:.76rem;font-weight:600;border:1px solid currentColor;white-space:nowrap}
.pill.good{color:var(--good)}.pill.blue{color:var(--blue)}.pill.bad{color:var(--bad)}.pill.dim{color:var(--soft)}.pill.plain{color:var(--warn)}
.empty{color:var(--soft);padding:1rem 0}.count{color:var(--soft);font-size:.8rem}
#requests{max-height:26rem;overflow:auto;margin:0 -.4rem}
#requests details{border-bottom:1px solid var(--line)}#requests summary{display:grid;grid-template-columns:2.6rem 3.2rem minmax(0,1fr) auto;gap:.5rem;padding:.34rem .4rem;cursor:pointer;list-style:none;font-size:.82rem;align-items:baseline}
#requests summary::-webkit-details-marker{display:none}#requests summary:hover{background:var(--accent-soft)}
#requests .path{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}#requests .ms,#requests .method{color:var(--soft);font-variant-numeric:tabular-nums}
.s2{color:var(--good)}.s3{color:var(--blue)}.s4{color:var(--warn)}.s5,.s0{color:var(--bad)}.s2,.s3,.s4,.s5,.s0{font-weight:700;font-variant-numeric:tabular-nums}
pre{margin:.2rem .4rem .6rem;padding:.6rem;background:var(--code);border-radius:.5rem;overflow:auto;max-height:18rem;font-size:.74rem;white-space:pre-wrap;overflow-wrap:anywhere}
#requests h4{margin:.4rem .4rem 0;font-size:.74rem;color:var(--soft)}
form{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}form .wide{grid-column:1/-1}label{font-size:.76rem;color:var(--soft);display:grid;gap:.15rem}label input,label select{font-size:.88rem;color:var(--ink)}
.waiting{list-style:none;margin:.8rem 0 0;padding:0}.waiting li{display:flex;gap:.5rem;align-items:center;justify-content:space-between;padding:.35rem 0;border-top:1px solid var(--line);font-size:.82rem}
.waiting button{padding:.1rem .5rem;font-size:.78rem}.buttons{display:flex;gap:.4rem;flex-wrap:wrap;margin-bottom:.8rem}
@media (max-width:1150px){main{grid-template-columns:minmax(0,1fr)}.sheet{max-height:32rem}}
@media (max-width:720px){body{grid-template:auto auto 1fr/minmax(0,1fr)}nav{display:flex;gap:1rem;overflow-x:auto;border:0;border-bottom:1px solid var(--line);padding:.6rem .8rem}nav section{margin:0;flex:none}nav h2{padding:0 .4rem .1rem}nav a{display:inline-block;white-space:nowrap}
.top{flex-wrap:wrap;padding:.7rem .9rem}.brand{flex-basis:100%}.brand p{display:none}.clock{flex:1;text-align:left}main{padding:.8rem}.filter{width:100%;margin:.3rem 0 0}}
`;
