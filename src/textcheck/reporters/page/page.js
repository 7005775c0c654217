"use strict";
// The page on documents and what was found in them. Text of documents reaches it as text nodes only, never as markup.
//
// `source` holds `documents` and `rules`, and `troubles` with what could not be checked. `load(d)` fetches what the list does without: the text
// of a document, and of its findings all but the first four values. `live`: documents come and change while they are looked at; `opened(d)`
// is told which one is, -1 for none, and `decided()` that repairs were accepted or rejected. Returned is what such a source needs.

// A value that travelled as JSON, compressed, in base 64.
async function textcheckUnpack(letters) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(letters) : Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function textcheckPage(source) {
  const SEVERITIES = ["note", "warning", "error"];
  const HUES = { spun: 280, name: 215, artifact: 0, markup: 190, encoding: 25, character: 45, layout: 140, ocr: 95, repetition: 310, boilerplate: 170, truncation: 340, language: 240, statistics: 60, lexicon: 260 };
  const ROW = 52, BLOCK = 3000, LONG = 400;
  // Places of values in the lists that hold documents, findings and repairs.
  const NAME = 0, SCORE = 1, SAFE_SCORE = 2, ALL_SCORE = 3, FINDINGS = 4, TEXT = 5;
  const CODE = 0, SEVERITY = 1, CONFIDENCE = 2, WAY = 3, START = 4, END = 5, MESSAGE = 6, REPAIRS = 7;
  // What may repair a finding.
  const SAFE = 1, UNSAFE = 2;
  const R_START = 0, R_END = 1, R_TEXT = 2, R_KIND = 3, R_CONFIDENCE = 4, R_REASON = 5;
  const docs = source.documents, rules = source.rules, live = Boolean(source.live);
  const loaded = (d) => docs[d][TEXT] !== undefined;
  const $ = (id) => document.getElementById(id);
  const hue = (code) => HUES[rules[code][1]] ?? 215;
  const number = (n) => n.toLocaleString("en");
  const plural = (n, word) => `${number(n)} ${word}${n === 1 ? "" : "s"}`;

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") node.className = value;
      else if (key === "hue") node.style.setProperty("--hue", value);
      else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== "" && child != null));
    return node;
  }

  // What is invisible, or would turn the text around, is written out.
  const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  function shown(text, into) {
    let at = 0;
    for (const match of text.matchAll(ODD)) {
      // A return before a line feed is part of the line break, and joiners are needed to read many languages.
      if ((match[0] === "\r" && text[match.index + 1] === "\n") || match[0] === "\u200c" || match[0] === "\u200d") continue;
      into.append(text.slice(at, match.index), make("span", { class: "odd" }, "U+" + match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")));
      if (match[0] === "\r") into.append("\n");
      at = match.index + 1;
    }
    into.append(text.slice(at));
    return into;
  }
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  // Decisions: by document, by finding, the number of the accepted repair, or -1 where it was rejected.
  const decisions = new Map();
  const decided = (d, f) => decisions.get(d)?.get(f);
  let undownloaded = false;
  function decide(d, f, choice) {
    if (!decisions.has(d)) decisions.set(d, new Map());
    if (choice == null) decisions.get(d).delete(f); else decisions.get(d).set(f, choice);
    undownloaded = true;
  }
  function accepted(d) {
    const edits = [];
    for (const [f, choice] of decisions.get(d) || []) if (choice >= 0) edits.push({ f, repair: docs[d][FINDINGS][f][REPAIRS][choice] });
    return edits.sort((a, b) => a.repair[R_START] - b.repair[R_START] || a.repair[R_END] - b.repair[R_END]);
  }
  const same = (a, b) => a[R_START] === b[R_START] && a[R_END] === b[R_END] && a[R_TEXT] === b[R_TEXT];
  // Two edits that begin at one place conflict even where one only inserts: their order would be arbitrary.
  const conflicts = (a, b) => !same(a, b) && (a[R_START] === b[R_START] || (a[R_START] < b[R_END] && b[R_START] < a[R_END]));
  function rival(d, f, repair) {
    return accepted(d).find((edit) => edit.f !== f && conflicts(edit.repair, repair));
  }
  function repaired(d) {
    const text = docs[d][TEXT], parts = [];
    let at = 0, last = null;
    for (const { repair } of accepted(d)) {
      if (last && same(last, repair)) continue;
      parts.push(text.slice(at, repair[R_START]), repair[R_TEXT]);
      at = repair[R_END];
      last = repair;
    }
    return parts.join("") + text.slice(at);
  }

  // Filters
  const filter = { families: new Set(), rule: "", severity: 0, confidence: 0, search: "", clean: !live, low: 0, high: 1 };
  const passes = (finding) =>
    finding[SEVERITY] >= filter.severity && finding[CONFIDENCE] >= filter.confidence && (!filter.rule || finding[CODE] === filter.rule) &&
    (!filter.families.size || filter.families.has(rules[finding[CODE]][1]));
  let listed = [], counts = new Int32Array(docs.length), current = -1, chosen = -1;

  function refilter() {
    const wanted = filter.search.toLowerCase(), narrowed = filter.rule || filter.severity || filter.confidence || filter.families.size;
    listed = [];
    if (counts.length !== docs.length) counts = new Int32Array(docs.length);
    for (let d = 0; d < docs.length; d++) {
      const doc = docs[d];
      let count = 0;
      for (const finding of doc[FINDINGS]) if (passes(finding)) count++;
      counts[d] = count;
      // Nothing vanishes under the hands of whoever writes it.
      if (live && d === current) { listed.push(d); continue; }
      if ((filter.clean || narrowed) && !count) continue;
      if (doc[SCORE] < filter.low || doc[SCORE] > filter.high) continue;
      if (wanted && !doc[NAME].toLowerCase().includes(wanted)) continue;
      listed.push(d);
    }
    const by = $("sort").value;
    if (by === "score") listed.sort((a, b) => docs[a][SCORE] - docs[b][SCORE] || counts[b] - counts[a] || a - b);
    if (by === "count") listed.sort((a, b) => counts[b] - counts[a] || a - b);
    const total = listed.reduce((sum, d) => sum + counts[d], 0);
    $("count").textContent = `${plural(listed.length, "document")}, ${plural(total, "finding")}` + (filter.low > 0 || filter.high < 1 ? `, score ${filter.low.toFixed(1)} to ${filter.high.toFixed(1)}` : "");
    if (!live) $("list").scrollTop = 0;
    rows();
    if (!$("documents").hidden) {
      if (!listed.includes(current)) open(listed.length ? listed[0] : -1); else redraw();
    }
  }

  // The list builds rows for what is visible only.
  function rows() {
    const list = $("list"), holder = $("rows");
    holder.style.height = `${listed.length * ROW}px`;
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5), last = Math.min(listed.length, Math.ceil((list.scrollTop + (list.clientHeight || 800)) / ROW) + 5);
    const nodes = [];
    for (let place = first; place < last; place++) {
      const d = listed[place], row = make("div", { class: "row", role: "option", id: `row-${d}`, "aria-selected": String(d === current), "aria-posinset": place + 1, "aria-setsize": listed.length },
        shown(docs[d][NAME], make("b", { dir: "auto" })), make("small", {}, `score ${docs[d][SCORE].toFixed(2)} · ${plural(counts[d], "finding")}${decisions.get(d)?.size ? " · decided " + decisions.get(d).size : ""}`));
      row.style.top = `${place * ROW}px`;
      row.addEventListener("click", () => open(d));
      nodes.push(row);
    }
    holder.replaceChildren(...nodes);
    if (current >= 0) list.setAttribute("aria-activedescendant", `row-${current}`);
  }
  function reveal(d) {
    const place = listed.indexOf(d), list = $("list");
    if (place < 0) return;
    if (place * ROW < list.scrollTop) list.scrollTop = place * ROW;
    else if ((place + 1) * ROW > list.scrollTop + list.clientHeight) list.scrollTop = (place + 1) * ROW - list.clientHeight;
  }

  // The document: blocks of text, filled when they come near to what is visible.
  let blocks = [], watcher = null, opening = 0;
  const isLong = (finding) => finding[END] - finding[START] > LONG;
  function open(d, f = -1, focus = false) {
    const mine = ++opening;
    current = d;
    chosen = -1;
    $("card").replaceChildren();
    watcher?.disconnect();
    const text = $("text");
    text.replaceChildren();
    blocks = [];
    $("whole").replaceChildren();
    $("name").replaceChildren();
    for (const id of ["previous", "next", "accept-safe", "export"]) $(id).disabled = d < 0;
    if (d < 0) {
      $("name").textContent = docs.length ? "No document passes the filters" : "No document was checked";
      rows();
      source.opened?.(d);
      return;
    }
    shown(docs[d][NAME], $("name"));
    if (!loaded(d)) {
      reveal(d);
      rows();
      source.load(d).then(() => mine === opening && open(d, f, focus));
      return;
    }
    const content = docs[d][TEXT];
    for (let at = 0; at < content.length || !blocks.length; ) {
      let end = Math.min(content.length, at + BLOCK);
      if (end < content.length) {
        const line = content.indexOf("\n", end);
        if (line >= 0 && line < end + 1000) end = line + 1;
        else if (/[\udc00-\udfff]/.test(content[end])) end++;
      }
      const node = make("div", { dir: "auto", "data-block": blocks.length });
      node.style.minHeight = `${Math.ceil((end - at) / 90) * 1.7}em`;
      blocks.push({ start: at, end, node, filled: false });
      at = end;
      if (!content.length) break;
    }
    text.append(...blocks.map((block) => block.node));
    text.scrollTop = 0;
    watcher = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && fill(blocks[entry.target.dataset.block])), { rootMargin: "600px" });
    for (const block of blocks) watcher.observe(block.node);
    fill(blocks[0]);
    long();
    reveal(d);
    rows();
    if (f >= 0) choose(f, focus);
    source.opened?.(d);
  }
  function redraw() {
    if (!blocks.length) return;
    for (const block of blocks) if (block.filled) { block.filled = false; fill(block); }
    long();
    rows();
    if (chosen >= 0) card();
  }
  // What is said of a whole page is named above it instead of painting all of it.
  function long() {
    const chips = [];
    docs[current][FINDINGS].forEach((finding, f) => {
      if (isLong(finding) && passes(finding)) chips.push(make("button", { class: "chip", hue: hue(finding[CODE]), "data-finding": f, onclick: () => choose(f, true) }, `${finding[CODE]} ${rules[finding[CODE]][0]}`));
    });
    $("whole").replaceChildren(...chips);
  }
  function near(findings, start) {
    let low = 0, high = findings.length;
    while (low < high) { const middle = (low + high) >> 1; if (findings[middle][START] < start) low = middle + 1; else high = middle; }
    return low;
  }
  function fill(block) {
    if (!block || block.filled) return;
    block.filled = true;
    const [content, findings] = [docs[current][TEXT], docs[current][FINDINGS]];
    const { start, end } = block, last = end === content.length;
    const inside = [], bounds = new Set([start, end]), edits = accepted(current);
    const add = (place) => place > start && place < end && bounds.add(place);
    for (let f = near(findings, start - LONG); f < findings.length; f++) {
      const finding = findings[f];
      if (finding[START] > end || (finding[START] === end && !last)) break;
      if (isLong(finding) || finding[END] < start || !passes(finding)) continue;
      inside.push(f);
      add(finding[START]);
      add(finding[END]);
    }
    for (const { repair } of edits) { add(repair[R_START]); add(repair[R_END]); }
    const places = [...bounds].sort((a, b) => a - b), out = document.createDocumentFragment();
    let open = [], next = 0, edit = 0;
    for (let at = 0; at < places.length; at++) {
      const from = places[at], to = places[at + 1] ?? from;
      while (next < inside.length && findings[inside[next]][START] <= from) {
        const f = inside[next++];
        // What has no length is a mark of its own.
        if (findings[f][START] === findings[f][END]) { if (findings[f][START] === from) out.append(mark(f, [f], "", from)); } else open.push(f);
      }
      open = open.filter((f) => findings[f][END] > from);
      while (edit < edits.length && edits[edit].repair[R_END] <= from) {
        const { repair } = edits[edit++];
        if (repair[R_END] === from && repair[R_TEXT] && (from > start || from === 0) && !(edit > 1 && same(edits[edit - 2].repair, repair))) out.append(shown(repair[R_TEXT], make("ins", {})));
      }
      if (to === from) continue;
      const piece = content.slice(from, to);
      const gone = edits.some(({ repair }) => repair[R_START] <= from && repair[R_END] >= to);
      let node;
      if (open.length) {
        const shortest = open.reduce((best, f) => (findings[f][END] - findings[f][START] < findings[best][END] - findings[best][START] ? f : best));
        node = mark(open.includes(chosen) ? chosen : shortest, open.slice(), piece, from);
      } else if (gone) node = shown(piece, make("span", {}));
      else { shown(piece, out); continue; }
      if (gone) node.classList.add("gone");
      out.append(node);
    }
    block.node.style.minHeight = "";
    block.node.replaceChildren(out);
  }
  function mark(f, covering, piece, from) {
    const finding = docs[current][FINDINGS][f], choice = decided(current, f);
    const node = make("span", {
      class: `m ${SEVERITIES[finding[SEVERITY]]}${piece ? "" : " empty"}${f === chosen ? " current" : ""}${choice === -1 ? " rejected" : ""}${from === finding[START] ? " first" : ""}`,
      hue: hue(finding[CODE]), role: "button", tabindex: f === chosen ? 0 : -1, "data-code": finding[CODE], "data-findings": covering.join(" "),
      "aria-label": `${short(piece, 80)}: ${finding[CODE]}, ${SEVERITIES[finding[SEVERITY]]}: ${short(finding[MESSAGE], 200)}`,
    });
    return shown(piece, node);
  }
  const markOf = (node) => node instanceof Element && node.closest("[data-findings]");
  const findingOf = (node) => { const all = node.dataset.findings.split(" ").map(Number); return all.includes(chosen) ? chosen : all.reduce((best, f) => { const x = docs[current][FINDINGS]; return x[f][END] - x[f][START] < x[best][END] - x[best][START] ? f : best; }); };

  function choose(f, focus) {
    chosen = f;
    const finding = docs[current][FINDINGS][f];
    const block = blocks.findIndex((each) => finding[START] < each.end || each.end === docs[current][TEXT].length);
    for (const each of blocks) if (each.filled) each.filled = false, fill(each);
    fill(blocks[block]);
    const node = [...$("text").querySelectorAll("[data-findings]")].find((each) => each.dataset.findings.split(" ").includes(String(f)));
    (node || blocks[block]?.node)?.scrollIntoView({ block: "center" });
    card();
    if (focus) (node || $("text")).focus({ preventScroll: true });
  }
  function card() {
    const finding = docs[current][FINDINGS][chosen], [name, family] = rules[finding[CODE]], choice = decided(current, chosen);
    const text = docs[current][TEXT], parts = [];
    parts.push(make("h2", { class: "chip", hue: hue(finding[CODE]) }, ` ${finding[CODE]} ${name}`));
    parts.push(make("p", { class: "soft" }, `${family} · ${SEVERITIES[finding[SEVERITY]]} · confidence ${finding[CONFIDENCE].toFixed(2)}`));
    parts.push(shown(finding[MESSAGE], make("p", { dir: "auto" })));
    finding[REPAIRS].forEach((repair, r) => {
      const old = short(text.slice(repair[R_START], repair[R_END]), 300), clash = choice === r ? null : rival(current, chosen, repair);
      const box = make("div", { class: "repair" },
        make("p", { dir: "auto" }, old ? shown(old, make("del", { class: "gone" })) : "insert ", " → ", repair[R_TEXT] ? shown(short(repair[R_TEXT], 300), make("ins", {})) : make("em", {}, "nothing")),
        shown(`${repair[R_KIND]}: ${repair[R_REASON]}`, make("p", { class: "soft" })));
      if (clash) box.append(make("p", { class: "soft" }, `overlaps the accepted repair of ${docs[current][FINDINGS][clash.f][CODE]}`));
      else box.append(make("button", { class: choice === r ? "" : "primary", "data-accept": r, "aria-pressed": String(choice === r), onclick: () => accept(r) }, choice === r ? "Accepted" : "Accept"));
      parts.push(box);
    });
    if (!finding[REPAIRS].length) parts.push(make("p", { class: "soft" }, "No repair is known."));
    parts.push(make("div", { class: "tools" },
      make("button", { id: "reject", "aria-pressed": String(choice === -1), onclick: () => settle(-1) }, choice === -1 ? "Rejected" : "Reject"),
      make("button", { id: "undo", disabled: choice == null, onclick: () => settle(null) }, "Take back")));
    const here = docs[current][FINDINGS].map((other, f) => f).filter((f) => f !== chosen && !isLong(docs[current][FINDINGS][f]) && passes(docs[current][FINDINGS][f]) && docs[current][FINDINGS][f][START] < finding[END] && docs[current][FINDINGS][f][END] > finding[START]).slice(0, 8);
    if (here.length && !isLong(finding)) parts.push(make("p", { class: "soft" }, "also here:"), make("div", { class: "tools" }, ...here.map((f) => make("button", { class: "chip", hue: hue(docs[current][FINDINGS][f][CODE]), onclick: () => choose(f, true) }, docs[current][FINDINGS][f][CODE]))));
    $("card").replaceChildren(...parts);
  }
  function accept(r) {
    const repair = docs[current]?.[FINDINGS][chosen]?.[REPAIRS][r];
    if (repair && !rival(current, chosen, repair)) settle(decided(current, chosen) === r ? null : r);
  }
  function settle(choice) {
    if (chosen < 0) return;
    decide(current, chosen, choice);
    redraw();
    progress();
  }
  function progress() {
    source.decided?.();
    let changed = 0;
    for (const d of decisions.keys()) if (accepted(d).length) changed++;
    $("export-all").disabled = !changed;
    $("export-all").textContent = changed ? `Export repaired (JSONL, ${number(changed)})` : "Export repaired (JSONL)";
  }
  function acceptSafe(d) {
    const findings = docs[d][FINDINGS], order = findings.map((finding, f) => f).filter((f) => passes(findings[f]) && decided(d, f) == null);
    order.sort((a, b) => findings[b][CONFIDENCE] - findings[a][CONFIDENCE] || a - b);
    // Accepted repairs do not overlap: only the neighbours of a place can be in the way.
    const taken = accepted(d).map(({ repair }) => repair);
    for (const f of order) {
      const r = findings[f][REPAIRS].findIndex((repair) => repair[R_KIND] === "safe");
      if (r < 0) continue;
      const repair = findings[f][REPAIRS][r];
      let low = 0, high = taken.length;
      while (low < high) { const middle = (low + high) >> 1; if (taken[middle][R_START] < repair[R_START]) low = middle + 1; else high = middle; }
      if ([taken[low - 1], taken[low]].some((other) => other && conflicts(other, repair))) continue;
      taken.splice(low, 0, repair);
      decide(d, f, r);
    }
  }
  async function acceptEverything() {
    $("accept-everything").disabled = true;
    for (let d = 0; d < docs.length; d++) {
      if (!docs[d][FINDINGS].some((finding) => finding[WAY] === SAFE && passes(finding))) continue;
      if (!loaded(d)) await source.load(d);
      acceptSafe(d);
    }
    $("accept-everything").disabled = false;
    progress();
    rows();
  }
  function step(by) {
    if (current < 0 || !loaded(current)) return;
    const findings = docs[current][FINDINGS];
    for (let f = chosen + by; f >= 0 && f < findings.length; f += by) if (passes(findings[f])) return choose(f, true);
    const place = listed.indexOf(current) + by;
    if (place < 0 || place >= listed.length) return;
    const others = docs[listed[place]][FINDINGS];
    open(listed[place], by > 0 ? others.findIndex(passes) : others.findLastIndex(passes), true);
  }
  function turn(by) {
    const place = listed.indexOf(current) + by;
    if (place >= 0 && place < listed.length) open(listed[place]);
  }

  function download(name, content, type) {
    const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  const fileName = (name) => name.split(/[\\/]/).pop().replace(/[^\p{L}\p{N}._ -]/gu, "_").replace(/^\.+/, "") || "document.txt";
  function exportOne() {
    if (current >= 0 && loaded(current)) download(fileName(docs[current][NAME]), repaired(current), "text/plain;charset=utf-8");
  }
  function exportAll() {
    const lines = [];
    for (const d of [...decisions.keys()].sort((a, b) => a - b)) {
      const edits = accepted(d);
      if (edits.length) lines.push(JSON.stringify({ name: docs[d][NAME], text: repaired(d), applied: edits.map(({ f }) => docs[d][FINDINGS][f][CODE]) }));
    }
    download("repaired.jsonl", lines.join("\n") + "\n", "application/jsonl;charset=utf-8");
    undownloaded = false;
  }

  // Overview
  function table(title, head, lines) {
    return make("div", {}, make("h2", {}, title), make("table", {}, make("thead", {}, make("tr", {}, ...head.map((text, n) => make("th", { scope: "col", class: n ? "number" : "" }, text)), make("th", {}))), make("tbody", {}, ...lines)));
  }
  function line(label, act, n, most, color) {
    const bar = make("span", { class: "meter", hue: color });
    bar.style.width = `${(100 * n) / (most || 1)}%`;
    return make("tr", {}, make("td", { class: label.length < 12 ? "nowrap" : "" }, act ? make("button", { onclick: act }, label) : label), make("td", { class: "number" }, number(n)), make("td", { class: "grow" }, n ? bar : ""));
  }
  function show(change) {
    reset();
    change?.();
    sync();
    tab("documents");
    refilter();
  }
  function overview() {
    const bins = new Array(10).fill(0), families = new Map(), byRule = new Map();
    let safe = 0, unsafe = 0, safeDocs = 0, allDocs = 0, sum = 0, sumSafe = 0, sumAll = 0, total = 0, damaged = 0;
    for (const doc of docs) {
      bins[Math.min(9, Math.floor(doc[SCORE] * 10))]++;
      sum += doc[SCORE]; sumSafe += doc[SAFE_SCORE]; sumAll += doc[ALL_SCORE];
      let one = false, two = false;
      for (const finding of doc[FINDINGS]) {
        total++;
        const family = rules[finding[CODE]][1];
        families.set(family, (families.get(family) || 0) + 1);
        byRule.set(finding[CODE], (byRule.get(finding[CODE]) || 0) + 1);
        if (finding[WAY] === SAFE) { safe++; one = true; } else if (finding[WAY] === UNSAFE) { unsafe++; two = true; }
      }
      damaged += doc[FINDINGS].length > 0; safeDocs += one; allDocs += one || two;
    }
    $("summary").textContent = `${plural(docs.length, "document")}, ${plural(total, "finding")} in ${number(damaged)} of them`;
    const ranked = (map) => [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const most = Math.max(...bins, 1), n = Math.max(1, docs.length), mean = (x) => (x / n).toFixed(2);
    const fields = [];
    fields.push(table("Scores", ["score", "documents"], bins.map((count, bin) => line(`${(bin / 10).toFixed(1)} to ${((bin + 1) / 10).toFixed(1)}`, count ? () => show(() => { filter.low = bin / 10; filter.high = bin === 9 ? 1 : (bin + 1) / 10 - 1e-9; filter.clean = false; }) : null, count, most, bin * 13)).reverse()));
    fields.push(make("div", {}, make("h2", {}, "What repairing would change"), make("table", {}, make("tbody", {},
      make("tr", {}, make("th", { scope: "row" }, "mean score now"), make("td", { class: "number" }, mean(sum))),
      make("tr", {}, make("th", { scope: "row" }, `with the safe repairs (${plural(safe, "finding")} in ${plural(safeDocs, "document")})`), make("td", { class: "number" }, mean(sumSafe))),
      make("tr", {}, make("th", { scope: "row" }, `with the unsafe ones, too (${plural(unsafe, "finding")} more, ${plural(allDocs, "document")} in all)`), make("td", { class: "number" }, mean(sumAll))))),
      make("p", { class: "soft" }, "Estimated from the findings that have a repair; textcheck --fix applies the safe ones, --unsafe-fixes the others."),
      make("button", { id: "accept-everything", disabled: !safe, onclick: acceptEverything }, "Accept all safe repairs")));
    fields.push(table("Findings by family", ["family", "findings"], ranked(families).map(([family, count]) => line(family, () => show(() => filter.families.add(family)), count, Math.max(...families.values()), HUES[family]))));
    const worst = docs.map((doc, d) => d).filter((d) => docs[d][FINDINGS].length).sort((a, b) => docs[a][SCORE] - docs[b][SCORE] || docs[b][FINDINGS].length - docs[a][FINDINGS].length).slice(0, 10);
    fields.push(make("div", {}, make("h2", {}, "Worst documents"), make("table", {}, make("tbody", {}, ...worst.map((d) => make("tr", {}, make("td", {}, shown(docs[d][NAME], make("button", { onclick: () => { show(); open(d); } }))), make("td", { class: "number" }, docs[d][SCORE].toFixed(2)), make("td", { class: "number" }, plural(docs[d][FINDINGS].length, "finding"))))))));
    fields.push(table("Findings by rule", ["rule", "findings"], ranked(byRule).map(([code, count]) => line(`${code} ${rules[code][0]}`, () => show(() => { filter.rule = code; }), count, Math.max(...byRule.values()), hue(code)))));
    if (source.troubles.length) fields.push(make("div", {}, make("h2", {}, "Not checked"), make("ul", {}, ...source.troubles.slice(0, 200).map(([name, message]) => shown(`${name}: ${message}`, make("li", {}))))));
    $("overview").replaceChildren(...fields);
    $("families").replaceChildren($("families").firstElementChild, ...[...families].sort().map(([family, count]) => make("label", { class: "check" }, make("input", { type: "checkbox", value: family }), `${family} (${number(count)})`)));
    $("rule").replaceChildren(make("option", { value: "" }, "all"), ...[...byRule].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([code, count]) => make("option", { value: code }, `${code} ${rules[code][0]} (${number(count)})`)));
  }
  function reset() { Object.assign(filter, { families: new Set(), rule: "", severity: 0, confidence: 0, search: "", clean: !live, low: 0, high: 1 }); }
  function sync() {
    $("search").value = filter.search; $("rule").value = filter.rule; $("severity").value = filter.severity; $("confidence").value = filter.confidence; $("hide-clean").checked = filter.clean;
    $("confidence-shown").textContent = filter.confidence.toFixed(2);
    for (const box of $("families").querySelectorAll("input")) box.checked = filter.families.has(box.value);
  }
  function tab(name) {
    for (const each of ["overview", "documents"]) {
      const on = each === name;
      $(each).hidden = !on;
      $(`tab-${each}`).setAttribute("aria-selected", String(on));
      $(`tab-${each}`).tabIndex = on ? 0 : -1;
    }
    if (name === "documents") { rows(); if (current < 0 || !listed.includes(current)) open(listed.length ? listed[0] : -1); }
  }

  // Events
  const tip = $("tip");
  for (const name of ["overview", "documents"]) {
    $(`tab-${name}`).addEventListener("click", () => tab(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => { if (event.key === "ArrowLeft" || event.key === "ArrowRight") { const other = name === "overview" ? "documents" : "overview"; tab(other); $(`tab-${other}`).focus(); } });
  }
  $("filters").addEventListener("input", () => {
    filter.search = $("search").value; filter.rule = $("rule").value; filter.severity = +$("severity").value; filter.confidence = +$("confidence").value; filter.clean = $("hide-clean").checked;
    filter.families = new Set([...$("families").querySelectorAll("input:checked")].map((box) => box.value));
    $("confidence-shown").textContent = filter.confidence.toFixed(2);
    refilter();
  });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", (event) => { event.preventDefault(); reset(); sync(); refilter(); });
  $("list").addEventListener("scroll", rows, { passive: true });
  $("list").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || !listed.length) return;
    event.preventDefault();
    open(listed[Math.max(0, Math.min(listed.length - 1, listed.indexOf(current) + by))]);
  });
  $("text").addEventListener("click", (event) => { const node = markOf(event.target); if (!node) return; tip.hidden = true; choose(findingOf(node), true); });
  $("text").addEventListener("keydown", (event) => { const node = markOf(event.target); if (node && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); $("card").querySelector("button")?.focus(); } });
  function tell(event) {
    const node = markOf(event.target);
    if (!node) { tip.hidden = true; return; }
    const finding = docs[current][FINDINGS][findingOf(node)], repair = finding[REPAIRS][0];
    tip.replaceChildren(make("p", {}, make("b", {}, `${finding[CODE]} ${rules[finding[CODE]][0]}`), ` ${SEVERITIES[finding[SEVERITY]]}, ${finding[CONFIDENCE].toFixed(2)}`), shown(short(finding[MESSAGE], 300), make("p", { dir: "auto" })));
    for (const each of finding[REPAIRS].slice(0, 3)) tip.append(make("p", { dir: "auto" }, "→ ", each[R_TEXT] ? shown(short(each[R_TEXT], 120), make("ins", {})) : "delete", ` (${each[R_KIND]})`));
    if (!repair) tip.append(make("p", { class: "soft" }, "no repair known"));
    tip.hidden = false;
    const place = node.getClientRects()[0] || node.getBoundingClientRect(), size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${place.bottom + 6 + size.height < innerHeight ? place.bottom + 6 : Math.max(8, place.top - size.height - 6)}px`;
  }
  $("text").addEventListener("pointerover", (event) => event.pointerType !== "touch" && tell(event));
  $("text").addEventListener("pointerleave", () => { tip.hidden = true; });
  $("text").addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("accept-safe").addEventListener("click", () => { if (current >= 0 && loaded(current)) { acceptSafe(current); redraw(); progress(); } });
  $("export").addEventListener("click", exportOne);
  $("export-all").addEventListener("click", exportAll);
  $("codes").addEventListener("change", () => $("text").classList.toggle("show-codes", $("codes").checked));
  $("help").addEventListener("click", () => $("keys").showModal());
  $("theme").addEventListener("click", () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  const keys = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), "]": () => turn(1), "[": () => turn(-1), a: () => chosen >= 0 && accept(0), r: () => settle(-1), u: () => settle(null), e: exportOne, o: () => tab("overview"), "?": () => $("keys").showModal() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "/") { event.preventDefault(); tab("documents"); $("search").focus(); return; }
    const act = keys[event.key] || (/^[1-9]$/.test(event.key) && chosen >= 0 && (() => accept(+event.key - 1)));
    if (!act) return;
    if ($("documents").hidden && event.key !== "?") tab("documents");
    event.preventDefault();
    act();
  });
  addEventListener("resize", rows);
  addEventListener("beforeunload", (event) => { if (undownloaded && decisions.size) event.preventDefault(); });

  if (live || matchMedia("(max-width: 60rem)").matches) $("filter-box").open = false;
  overview();
  refilter();

  // What changes hands: decisions on findings that an edit did not touch stay. `changes` are the start, the end and the new length of
  // each part of the text that was replaced, in order.
  function moved(finding, changes) {
    let by = 0;
    for (const [start, end, length] of changes) {
      if (finding[END] <= start) break;
      if (finding[START] < end) return null;
      by += length - (end - start);
    }
    return [finding[START] + by, finding[END] + by];
  }
  function put(d, doc, changes) {
    const old = docs[d], kept = new Map(), place = new Map();
    doc[FINDINGS].forEach((finding, f) => place.set(`${finding[CODE]} ${finding[START]} ${finding[END]}`, f));
    let again = -1;
    (old?.[TEXT] === undefined ? [] : old[FINDINGS]).forEach((finding, f) => {
      if (f !== chosen && decided(d, f) == null) return;
      const span = moved(finding, changes), now = span && place.get(`${finding[CODE]} ${span[0]} ${span[1]}`);
      if (now == null) return;
      if (d === current && f === chosen) again = now;
      if (decided(d, f) != null && decided(d, f) < doc[FINDINGS][now][REPAIRS].length) kept.set(now, decided(d, f));
    });
    const top = $("text").scrollTop;
    if (d === current) { chosen = -1; blocks = []; }
    docs[d] = doc;
    decisions.set(d, kept);
    overview();
    sync();
    refilter();
    if (d !== current || $("documents").hidden) return;
    open(d);
    $("text").scrollTop = top;
    if (again >= 0) { chosen = again; redraw(); }
    progress();
  }
  return {
    put, open, tab, repaired,
    current: () => current,
    name: (d) => docs[d][NAME],
    text: (d) => docs[d]?.[TEXT] ?? "",
    changes: (d) => accepted(d).filter(({ repair }, n, all) => !n || !same(all[n - 1].repair, repair)).map(({ repair }) => [repair[R_START], repair[R_END], repair[R_TEXT].length]),
  };
}
