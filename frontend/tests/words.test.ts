import { describe, expect, it } from "vitest";
import { percent, placeName, resultName, strength, weightOfEvidence } from "../src/ui/words";

describe("words", () => {
  it("never promise more than a hypothesis", () => {
    expect([0.9, 0.5, 0.3, 0.1, 0.01].map(strength)).toEqual([
      "Strong candidate",
      "Likely",
      "Possible",
      "Keep in mind",
      "Unlikely",
    ]);
  });

  it("never round a small chance to nothing", () => {
    expect(percent(0.004)).toBe("under 1 %");
    expect(percent(0)).toBe("0 %");
  });

  it("name a place with its side", () => {
    const regions = [{ id: "temple", name: "Temple", area: "head", sides: [] }];
    expect(placeName(regions, "temple", "left")).toBe("Temple, left");
    expect(placeName(regions, "chin", "midline")).toBe("Chin");
  });

  it("say which way a finding moved a source", () => {
    expect(weightOfEvidence(2.5)).toBe("strongly for");
    expect(weightOfEvidence(-0.2)).toBe("a little against");
  });

  it("turn ids into sentences", () =>
    expect(resultName("recognised_pain")).toBe("Recognised pain"));
});
