/** Beside the shared style: cards of the syncs and the chart. */
export const STYLE = `
.rc{--warn:#8a5300;--warnbg:#fdf0d8}@media(prefers-color-scheme:dark){.rc{--warn:#f5c26b;--warnbg:#43310f}}
.rc .warn{color:var(--warn);background:var(--warnbg)}.rc .none{color:var(--dim);background:var(--line)}
.rc .syncs{display:grid;grid-template-columns:repeat(auto-fill,minmax(290px,1fr));gap:12px;margin:12px 0;padding:0;list-style:none}
.rc .syncs li{background:var(--card);color:var(--text);border:1px solid var(--line);border-left:5px solid var(--dim);border-radius:10px;padding:12px 14px;overflow-wrap:anywhere}
.rc .syncs li.good{border-left-color:var(--good)}.rc .syncs li.bad{border-left-color:var(--bad)}.rc .syncs li.warn{border-left-color:var(--warn)}
.rc .syncs h3{font-size:16px;margin:0}.rc .syncs .verdict{margin:6px 0;padding:2px 10px;font-size:14px}.rc .why{font-weight:600}
.rc dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:8px 0 0}.rc dt{color:var(--dim)}.rc dd{margin:0}
.rc .chart{display:block;width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:8px}
.rc .chart text{fill:var(--dim);font-size:11px}.rc .ground{stroke:var(--line)}.rc rect.ok{fill:var(--good)}.rc rect.held{fill:var(--warn)}.rc rect.failed{fill:var(--bad)}
.rc .off .dim{font-weight:400}.rc .key{margin-right:10px}.rc .key i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:5px}.rc i.ok{background:var(--good)}.rc i.held{background:var(--warn)}.rc i.failed{background:var(--bad)}
@media(max-width:700px){.rc .chart text{font-size:22px}}
`.trim();
