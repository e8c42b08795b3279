/** Stands in for the browser's chooser: a screen that blinks in one colour. */
export const fakeScreen = () => {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const brush = canvas.getContext("2d");
    let turn = 0;
    setInterval(() => {
      if (!brush) return;
      brush.fillStyle = turn++ % 2 ? "white" : "teal";
      brush.fillRect(0, 0, 640, 360);
    }, 100);
    return canvas.captureStream(10);
  };
};
