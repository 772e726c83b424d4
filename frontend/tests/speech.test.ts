import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shown } from "../src/clinic/fields";
import { inWords } from "../src/clinic/told";
import { type AutosaveState, inShort } from "../src/state/autosave";
import { say, speak } from "../src/state/speech";
import { areaName, placeName, sideName } from "../src/ui/words";

const SPANISH = {
  Saved: "Guardado",
  "Waiting – 1 change kept on this page": "En espera: 1 cambio",
  "Waiting – {changes} changes kept on this page": "En espera: {changes} cambios",
  "Another person": "Otra persona",
  "{name} changed this meanwhile": "Mientras tanto, {name} ha cambiado esto",
  "{level} of 10": "{level} de 10",
  "Low back": "Zona lumbar",
  Ache: "Sordo",
  Temple: "Sien",
  left: "izquierda",
  "(empty)": "(vacío)",
  yes: "sí",
};
const REGIONS = [{ id: "temple", name: "Temple", area: "head", sides: ["left" as const] }];

const status = (state: AutosaveState, changes = 0) => ({ state, changes, errors: [] });

describe("the words of a page", () => {
  afterEach(() => speak({}));

  it("are English where none are given, with their parts put in", () => {
    expect(say("Zoom in")).toBe("Zoom in");
    expect(say("{level} of 10", { level: 7 })).toBe("7 of 10");
  });

  it("leave a gap alone that nothing fills, and put nothing into what was put in", () => {
    expect(say("{level} of 10")).toBe("{level} of 10");
    const parts = { name: "{level}", level: 3 };
    expect(say("{name} changed this meanwhile", parts)).toBe("{level} changed this meanwhile");
  });

  describe("in Spanish", () => {
    beforeEach(() => speak(SPANISH));

    it("fall back to English one by one", () => {
      expect([say("Saved"), say("Zoom in")]).toEqual(["Guardado", "Zoom in"]);
    });

    it("say what is saved and what waits", () => {
      expect(inShort(status("saved"))).toBe("Guardado");
      expect(inShort(status("waiting", 1))).toBe("En espera: 1 cambio");
      expect(inShort(status("waiting", 3))).toBe("En espera: 3 cambios");
      expect(inShort(status("conflict"))).toBe("Mientras tanto, Otra persona ha cambiado esto");
    });

    it("name places, sides and areas", () => {
      expect(placeName(REGIONS, "temple", "left")).toBe("Sien, izquierda");
      expect(placeName(REGIONS, "temple", "midline")).toBe("Sien");
      expect([sideName("left"), sideName("midline")]).toEqual(["izquierda", ""]);
      expect(areaName("low_back")).toBe("Zona lumbar");
    });

    it("tell a drawing and a form", () => {
      const told = {
        key: "temple.left",
        region: "temple",
        side: "left" as const,
        strongest: 7,
        qualities: ["ache"],
      };
      expect(inWords(told, REGIONS)).toBe("Sien, izquierda: 7 de 10, sordo");
      expect([shown(""), shown(true)]).toEqual(["(vacío)", "sí"]);
    });
  });
});
