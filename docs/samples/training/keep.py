"""Keep the documents whose score says they are clean, repaired where that is safe."""

import json

import textcheck

if __name__ == "__main__":
    checker = textcheck.Checker(textcheck.Config(language="en"))
    with open("texts.jsonl", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    texts = [checker.repair(record["text"]).text for record in records]
    for record, report in zip(records, checker.check_many(texts, jobs=2), strict=True):
        verdict = "keep" if report.score >= 0.5 else "drop"
        print(record["id"], verdict, f"{report.score:.2f}", sorted({finding.code for finding in report.findings}))
