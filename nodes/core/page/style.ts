/** Light and dark by the reader's own choice; below 700 pixels each line of a table becomes a card. Nothing is fetched. */
export const STYLE = `
.rc{--bg:#f6f7fb;--card:#fff;--text:#1d2030;--dim:#5d6275;--line:#dcdfea;--good:#13703c;--goodbg:#e3f5ea;--bad:#a3211b;--badbg:#fde9e7;--bar:#3b3a8f;--bar2:#c77c11;
color-scheme:light dark;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);background:var(--bg);min-height:100vh;padding:24px 16px;text-align:left}
@media(prefers-color-scheme:dark){.rc{--bg:#14151d;--card:#1e2029;--text:#eceefa;--dim:#a4a9bd;--line:#363a4a;--good:#7edba4;--goodbg:#163526;--bad:#ff9c94;--badbg:#45201e;--bar:#9a98ff;--bar2:#f0b35a}}
body{margin:0;background:#f6f7fb}@media(prefers-color-scheme:dark){body{background:#14151d}}
.rc *{box-sizing:border-box}.rc .in{max-width:1100px;margin:0 auto}
.rc h1{font-size:24px;line-height:1.2;margin:0 0 4px}.rc h2{font-size:18px;margin:32px 0 8px}.rc p{margin:4px 0}.rc .dim{color:var(--dim)}
.rc .verdict{display:inline-block;margin:12px 0;padding:6px 12px;border-radius:999px;font-weight:600}.rc .good{color:var(--good);background:var(--goodbg)}.rc .bad{color:var(--bad);background:var(--badbg)}
.rc .counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));gap:8px;margin:12px 0;padding:0;list-style:none}
.rc .counts li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 12px}.rc .counts b{display:block;font-size:22px}
.rc table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.rc th,.rc td{padding:7px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;unicode-bidi:isolate;overflow-wrap:break-word}
.rc th{font-weight:600;color:var(--dim);font-size:13px}.rc .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.rc .d{white-space:nowrap}
.rc tr:last-child td{border-bottom:0}.rc .off{color:var(--bad);font-weight:600}.rc a{color:inherit}
.rc details{margin:8px 0}.rc summary{cursor:pointer;font-weight:600;padding:8px 0}
.rc .bar{display:block;height:5px;border-radius:3px;background:var(--bar);margin-top:3px;min-width:1px}.rc .bar.b{background:var(--bar2)}
.rc .get{display:inline-block;margin:4px 0 12px;padding:8px 14px;border:1px solid var(--line);border-radius:8px;background:var(--card);font-weight:600;text-decoration:none}
@media(max-width:700px){.rc thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}.rc tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
.rc tr:last-child{border-bottom:0}.rc td,.rc .n{display:flex;justify-content:space-between;gap:16px;border:0;padding:3px 12px;text-align:right;white-space:normal;overflow-wrap:anywhere}
.rc td:before{content:attr(data-l);color:var(--dim);text-align:left;flex:0 0 38%}.rc td:empty{display:none}.rc td>span{flex:1}}
`.trim();
