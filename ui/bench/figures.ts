/** Figures with their spread. */

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);

export function quantile(values: number[], share: number): number {
  const order = sorted(values);
  const place = Math.max(0, Math.ceil(order.length * share) - 1);
  return order[place] ?? Number.NaN;
}

export function median(values: number[]): number {
  const order = sorted(values);
  const middle = order.length / 2;
  const [low = Number.NaN, high = low] = [order[Math.ceil(middle) - 1], order[Math.floor(middle)]];
  return (low + high) / 2;
}

export const spread = (values: number[], unit: string, digits = 0): string => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [middle, most] = [median(values), quantile(values, 0.95)];
  const text = (value: number) => value.toFixed(digits);
  return `${text(middle)} ${unit} [${text(low)}–${text(high)}], p95 ${text(most)}, ${values.length} runs`;
};

export const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

export function say(line = "") {
  process.stdout.write(`${line}\n`);
}
