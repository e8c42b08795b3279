/** On a screen keyboard Enter makes a new line; the button sends. */
export const onTouch = () => matchMedia("(pointer: coarse)").matches;
