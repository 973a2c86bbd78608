import { describe, expect, test } from "vitest";
import { curvePlot } from "../../src/evaluation/curve-plot.ts";
import { NEAREST, SHARPNESS } from "../../src/evaluation/evaluate-departments.ts";
import { reportText } from "../../src/evaluation/report-text.ts";
import { decimal, percent, textTable } from "../../src/evaluation/text-table.ts";

describe("the report for people", () => {
  test("numbers are short, and columns stand under each other", () => {
    expect([0.8124, -0.004, 1, 0, -0.0001].map(decimal)).toEqual([".812", "-.004", "1.000", ".000", ".000"]);
    expect([percent(0.123), percent(null)]).toEqual(["12.3 %", "–"]);
    expect(textTable([["a", "long title"], ["longer", "1"]])).toEqual(["a        long title", "longer            1"]);
  });

  test("shows intervals in brackets and says what was left out", () => {
    const interval = { mean: 0.5, low: 0.4, high: 0.6 };
    const measures = { precisionAt1: interval, reciprocalRank: interval, averagePrecision: interval, gain: interval, recall: interval };
    const topicMeasures = { top1: interval, top3: interval };
    const text = reportText({
      model: "some/model",
      defaultCut: { best: 0.9, others: 0.5 },
      data: [
        {
          name: "ours",
          threads: 3,
          queries: 2,
          leftOut: { unjudgedQueries: 0, unknownQueries: 0, unknownThreads: 4 },
          rankers: { lexical: measures, dense: measures, rrf: measures, shipped: measures },
          shippedMinus: { lexical: interval, dense: interval, rrf: { mean: -0.1, low: -0.2, high: 0.1 } },
          collapsedMinus: { mean: 0.001, low: -0.002, high: 0.004 },
          cut: { relevant: 2, hiddenShare: 0.5, emptyShare: 0, unanswerable: 0, unanswerableEmptyShare: null },
          curve: [],
        },
      ],
      pairs: [],
      similarity: [{ name: "sts.tsv", pairs: 9, spearman: 0.81684 }],
      topics: [
        {
          name: "bank",
          threads: 9,
          topics: 3,
          texts: 4,
          rankers: { "nearest threads": topicMeasures, centre: topicMeasures, name: topicMeasures, Kindred: { top1: { mean: 0.93, low: 0.9, high: 0.95 }, top3: interval } },
          unanswerable: 5,
          unanswerableEmptyShare: 0.8,
        },
      ],
      topicLists: [{ name: "sample", threads: 7, fullShare: 0.95, ownFirstShare: 1, departments: 5.75, mostOfOne: 4, leftOut: interval, spreadMinus: { mean: -0.01, low: -0.02, high: 0 } }],
      departments: [
        {
          name: "wards",
          questions: 8,
          departments: 2,
          strangers: 5,
          votes: NEAREST.flatMap((nearest) => SHARPNESS.map((sharpness) => ({ nearest, sharpness, right: interval }))),
          suggestions: [{ leastShare: 0.5, leastScore: 0.96, suggestedShare: 0.25, rightShare: null, strangersShare: 0.2 }],
        },
      ],
    });
    expect(text).toMatch(/shipped {3}\.500 \[\.400 \.600\]/);
    expect(text).toMatch(/rrf +-\.100 \[-\.200 \.100\]/);
    expect(text).toContain("a list opens with a score of 0.9 and goes on to 0.5");
    expect(text).toContain("diversified, minus shipped: .001 [-.002 .004]");
    expect(text).toContain("4 judgements name a thread that is not there");
    expect(text).not.toContain("queries are not judged");
    expect(text).toMatch(/hidden, of 2 within ten +50\.0 %/);
    expect(text).toMatch(/Kindred +\.930 \[\.900 \.950\] {3}\.500 \[\.400 \.600\]/);
    expect(text).toContain("shown no topic, of 5: 80.0 %");
    expect(text).toMatch(/spreading over departments adds +-\.010 \[-\.020 \.000\]/);
    expect(text).toMatch(/shipped +\.500 +\.960 +25\.0 % +– +20\.0 %/);
    expect(text).toContain("Spearman of the cosine 0.8168");
    expect(text).not.toMatch(/ \n/);
  });
});

describe("the plot", () => {
  test("is one SVG that needs nothing else, a panel for each curve, names made safe", () => {
    const points = [{ score: 0, precision: 0.5, recall: 1 }, { score: 1, precision: null, recall: 0 }];
    const svg = curvePlot([{ title: "a <b> & c", points }, { title: "other", points }], 0.22);
    expect(svg.match(/<g /g)).toHaveLength(2);
    expect(svg).toContain("a &lt;b&gt; &amp; c");
    expect(svg).toContain("cut 0.22");
    expect(svg).not.toMatch(/NaN|undefined|href|<script/);
    // Precision is drawn only where something is shown.
    expect(/<polyline points="([^"]*)"/.exec(svg)![1]!.split(" ")).toHaveLength(1);
  });
});
