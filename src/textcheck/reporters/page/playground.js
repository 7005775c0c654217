// The playground: a text is sent to the server that the page came from when nobody has typed for a moment, and nowhere else.
(async () => {
  // Milliseconds without a change before a text is checked; a longer text than SHORT is left more time.
  const PAUSE = 250, SHORT = 200_000, FINDINGS = 4;
  const { rules, largest } = await textcheckUnpack(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const documents = [["text 1", 1, 1, 1, [], ""]];
  // By document: what was typed since it was checked, the check under way, and the text that was sent.
  const drafts = new Map(), timers = new Map(), asked = new Map();

  function say(words, wrong = false) {
    $("state").textContent = words;
    $("state").classList.toggle("wrong", wrong);
  }
  // An editor has line feeds only; a text whose lines all end as those of Windows do keeps that.
  const crlf = (text) => text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
  const typed = (d) => (crlf(page.text(d)) ? $("editor").value.replaceAll("\n", "\r\n") : $("editor").value);
  const inEditor = (text) => text.replace(/\r\n?/g, "\n");

  // The one part in which two texts differ, as `put` wants it.
  function difference(old, now) {
    const most = Math.min(old.length, now.length);
    let start = 0, end = 0;
    while (start < most && old[start] === now[start]) start++;
    while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
    return start === most && old.length === now.length ? [] : [[start, old.length - end, now.length - end - start]];
  }

  // Sends a text, or the bytes of a file, and shows what comes back. `changes` say how the text came from the one that is shown.
  async function check(d, name, sent, changes) {
    asked.get(d)?.abort();
    const control = new AbortController(), started = performance.now(), isText = typeof sent === "string";
    asked.set(d, control);
    if (d === page.current()) say("checking…");
    try {
      const body = new Blob([isText ? JSON.stringify(sent) : sent]);
      if (body.size > largest) throw new Error(`${name}: more than ${largest.toLocaleString("en")} bytes: too large for the playground; try textcheck --format html`);
      const type = isText ? "application/json" : "application/octet-stream";
      const answer = await fetch(`check?name=${encodeURIComponent(name)}`, { method: "POST", headers: { "Content-Type": type }, body, signal: control.signal });
      const result = await answer.json();
      if (!answer.ok) throw new Error(result.message);
      const { entry, content: [text, findings] } = result;
      findings.forEach((rest, f) => entry[FINDINGS][f].push(...rest));
      if (drafts.get(d) === sent) drafts.delete(d);
      page.put(d, [...entry, text], changes ?? difference(page.text(d), text));
      if (d === page.current()) say(`${findings.length || "no"} ${findings.length === 1 ? "finding" : "findings"}, checked in ${Math.ceil(performance.now() - started).toLocaleString("en")} ms`);
    } catch (error) {
      if (error.name === "AbortError") return;
      say(error instanceof TypeError ? "textcheck serve does not answer. Start it again; what you wrote is still here." : error.message, true);
    } finally {
      if (asked.get(d) === control) asked.delete(d);
    }
  }
  function later(d, text) {
    drafts.set(d, text);
    decided();
    asked.get(d)?.abort();
    clearTimeout(timers.get(d));
    timers.set(d, setTimeout(() => check(d, page.name(d), text), text.length < SHORT ? PAUSE : 4 * PAUSE));
  }
  // Another text is shown in the editor. Its place is kept where it is the same.
  function opened(d) {
    const text = d < 0 ? "" : inEditor(drafts.get(d) ?? page.text(d));
    $("editor").disabled = d < 0;
    if ($("editor").value !== text) $("editor").value = text;
    decided();
  }
  // What was accepted can be applied to the text that was checked only.
  function decided() {
    const d = page.current();
    $("apply").disabled = d < 0 || drafts.has(d) || !page.changes(d).length;
  }
  // So that the editor's own undo takes it back; that is slow in long texts.
  function replaceAll(text) {
    $("editor").focus();
    $("editor").select();
    if (text.length > SHORT || !document.execCommand("insertText", false, text)) $("editor").value = text;
  }

  const page = textcheckPage({ documents, rules, troubles: [], live: true, load: async () => {}, opened, decided });
  let texts = 1;
  async function add(name, sent) {
    const d = documents.length;
    documents.push([name, 1, 1, 1, [], ""]);
    page.put(d, documents[d], []);
    page.tab("documents");
    page.open(d);
    if (sent !== undefined) await check(d, name, sent);
  }
  async function addFiles(files) {
    for (const file of files) await add(file.name, file);
  }
  $("editor").addEventListener("input", () => later(page.current(), typed(page.current())));
  $("apply").addEventListener("click", () => {
    const d = page.current(), text = page.repaired(d), changes = page.changes(d);
    replaceAll(inEditor(text));
    clearTimeout(timers.get(d));
    drafts.set(d, text);
    check(d, page.name(d), text, changes);
  });
  $("new").addEventListener("click", () => { add(`text ${++texts}`); $("editor").focus(); });
  $("open").addEventListener("click", () => $("files").click());
  $("files").addEventListener("change", async () => { const files = [...$("files").files]; $("files").value = ""; await addFiles(files); });
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => { if (holdsFiles(event)) { event.preventDefault(); document.body.classList.add("dropping"); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    addFiles([...event.dataTransfer.files]);
  });

  $("sort").value = "order";
  page.tab("documents");
  $("editor").focus();
  document.documentElement.dataset.ready = "true";
})();
