/** The first letter as a reader sees it: flags and joined emoji are of several code points. */
export const firstGrapheme = (text: string): string =>
  new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)[Symbol.iterator]().next()
    .value?.segment ?? "";
