/** Groups the digits before the point by threes; text in, text out, so that nothing rounds. */
export function grouped(text: string): string {
  return text.replace(/\B(?=(?:\d{3})+(?=\.|$))(?<!\.\d*)/g, ',');
}
