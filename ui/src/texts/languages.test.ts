import { expect, it } from "vitest";
import { choose, directionOf } from "./languages.ts";

it("takes the first wish that can be met, as it is written where the reader lives", () => {
  expect(choose(["de-AT", "en"])).toEqual({ language: "de", locale: "de-AT" });
  expect(choose(["zh-TW", "pt-BR", "en"])).toEqual({ language: "pt", locale: "pt-BR" });
  expect(choose(["EN-gb"])).toEqual({ language: "en", locale: "EN-gb" });
});

it("speaks English to those whose wishes nobody can meet", () => {
  expect(choose([])).toEqual({ language: "en", locale: "en" });
  expect(choose(["tlh", "zh"])).toEqual({ language: "en", locale: "en" });
});

it("minds no wish that is no language", () => {
  expect(choose(["de_AT.UTF-8", "fr"])).toEqual({ language: "fr", locale: "fr" });
  expect(choose(["ar--x", "", "ja"])).toEqual({ language: "ja", locale: "ja" });
});

it("knows which way each is written", () => {
  expect(directionOf("ar")).toBe("rtl");
  expect(directionOf("ja")).toBe("ltr");
});
