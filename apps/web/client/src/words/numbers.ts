const whole = new Intl.NumberFormat();

export const count = (number: number): string => whole.format(number);

/** `1 lead`, `2 leads`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** A share with what it is a share of: `62 % of 50`; nothing where there is nothing to share. */
export function share(part: number, of: number): string {
  return of === 0 ? '' : `${Math.round((100 * part) / of)} % of ${count(of)}`;
}

const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** With two digits behind the point at most: `1.64`. */
export const decimal = (number: number): string => short.format(number);

/** A share without what it is a share of: `62 %`. */
export const percent = (part: number): string => `${Math.round(100 * part)} %`;

/** What a rule did to the score: `+20`, `−5`. */
export function signed(points: number): string {
  return points < 0 ? `−${count(-points)}` : `+${count(points)}`;
}

/** Minor units as money in the viewer's own writing. */
export function moneyInWords({ amountMinor, currency }: { amountMinor: number; currency: string }): string {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(
    amountMinor / 10 ** minorDigits(currency),
  );
}

/** How many digits of the currency stand behind the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
