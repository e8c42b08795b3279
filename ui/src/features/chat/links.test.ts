import { describe, expect, it } from "vitest";
import { pieces } from "./links.ts";

const hrefs = (text: string) => pieces(text).flatMap(({ href }) => (href ? [href] : []));

describe("links in a message", () => {
  it("are web addresses, without the sentence around them", () => {
    expect(pieces("See https://example.org/a?b=1#c, then come.")).toEqual([
      { text: "See " },
      { text: "https://example.org/a?b=1#c", href: "https://example.org/a?b=1#c" },
      { text: ", then come." },
    ]);
    expect(hrefs("(http://example.org/wiki/Thing_(film))")).toEqual([
      "http://example.org/wiki/Thing_(film)",
    ]);
    expect(hrefs("HTTPS://Example.org!")).toEqual(["https://example.org/"]);
  });

  it("are never anything that runs", () => {
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "file:///etc/passwd",
      "https://",
      "xhttp://example.org",
      "vbscript:x",
    ]) {
      expect(hrefs(bad), bad).toEqual([]);
    }
  });

  it("lose nothing of the text, whatever it holds", () => {
    for (const text of [
      "<img src=x onerror=alert(1)> https://a.example/<b>",
      "no link",
      "",
      "https://a.example https://b.example",
      "مرحبا https://a.example/شكرا نعم",
    ]) {
      expect(
        pieces(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});
