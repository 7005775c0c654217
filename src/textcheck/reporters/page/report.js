// The report: its documents lie in the page, a line for each block of them, compressed; the list of all in the last line.
(async () => {
  // A report of so few blocks is unpacked at once.
  const FEW = 4, FINDINGS = 4;
  const island = document.getElementById("data"), lines = island.textContent.split("\n");
  island.remove();
  const { documents, rules, troubles, starts } = await textcheckUnpack(lines.pop()), asked = new Map();
  async function fetchBlock(block) {
    const contents = await textcheckUnpack(lines[block]);
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
