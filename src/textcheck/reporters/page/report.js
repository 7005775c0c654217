// The report: its documents lie in the page, a line for each block of them, compressed; the list of all in the last line.
(async () => {
  // A report of so few blocks is unpacked at once.
  const FEW = 4, FINDINGS = 4;
  const island = document.getElementById("data"), lines = island.textContent.split("\n");
  island.remove();
  async function unpack(line) {
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(line) : Uint8Array.from(atob(line), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }
  const { documents, rules, troubles, starts } = await unpack(lines.pop()), asked = new Map();
  async function fetchBlock(block) {
    const contents = await unpack(lines[block]);
    lines[block] = "";
    contents.forEach(([text, findings], n) => {
      const doc = documents[starts[block] + n];
      findings.forEach((rest, f) => doc[FINDINGS][f].push(...rest));
      doc.push(text);
    });
  }
  function load(d) {
    const block = starts.findLastIndex((first) => first <= d);
    if (!asked.has(block)) asked.set(block, fetchBlock(block));
    return asked.get(block);
  }
  if (starts.length <= FEW) await Promise.all(starts.map(load));
  textcheckPage({ documents, rules, troubles, load });
  document.documentElement.dataset.ready = "true";
})();
