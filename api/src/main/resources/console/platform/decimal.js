// Exact decimals as text. Quantities and money come as decimal strings and are never made floating point here, except in
// `approximate`, which is for the pixels of a chart.

const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** {units, scale}: the value is units / 10^scale, units a BigInt. */
function parse(text) {
    const match = PATTERN.exec(String(text).trim());
    if (!match || (!match[2] && !match[3])) throw new TypeError(`not a decimal: ${text}`);
    const fraction = match[3] ?? '';
    let units = BigInt((match[2] || '0') + fraction);
    let scale = fraction.length - Number(match[4] ?? 0);
    if (scale < 0) {
        units *= 10n ** BigInt(-scale);
        scale = 0;
    }
    return {units: match[1] === '-' ? -units : units, scale};
}

function text({units, scale}) {
    const negative = units < 0n;
    const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
    const whole = digits.slice(0, digits.length - scale);
    const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
    return (negative ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
}

function aligned(left, right) {
    const a = parse(left);
    const b = parse(right);
    const scale = Math.max(a.scale, b.scale);
    return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

export function add(left, right) {
    const [a, b, scale] = aligned(left, right);
    return text({units: a + b, scale});
}

export function subtract(left, right) {
    const [a, b, scale] = aligned(left, right);
    return text({units: a - b, scale});
}

export function sum(values) {
    return values.reduce(add, '0');
}

export function compare(left, right) {
    const [a, b] = aligned(left, right);
    return a < b ? -1 : a > b ? 1 : 0;
}

export function isZero(value) {
    return parse(value).units === 0n;
}

/** left / right with that many places, half away from zero; null when right is zero. */
export function divide(left, right, places) {
    const [a, b] = aligned(left, right);
    if (b === 0n) return null;
    const negative = (a < 0n) !== (b < 0n);
    const top = (a < 0n ? -a : a) * 10n ** BigInt(places);
    const bottom = b < 0n ? -b : b;
    const units = (2n * top + bottom) / (2n * bottom);
    return text({units: negative ? -units : units, scale: places});
}

/** The exact value with thousands set apart: 1234567.5 is 1,234,567.5. */
export function grouped(value) {
    const exact = text(parse(value));
    const [whole, fraction] = exact.split('.');
    const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction ? `${spaced}.${fraction}` : spaced;
}

const STEPS = [[15, 'P'], [12, 'T'], [9, 'B'], [6, 'M'], [3, 'k']];

/** Three significant places and a letter, from 10,000 on: 12.4k, 3.21M. Cut, never rounded up to the next letter. */
export function short(value) {
    const {units, scale} = parse(value);
    const negative = units < 0n;
    const whole = ((negative ? -units : units) / 10n ** BigInt(scale)).toString();
    if (whole.length <= 4) {
        const digits = whole.length >= 4 ? 0 : whole.length === 3 ? 1 : 2;
        return grouped(divide(value, '1', digits));
    }
    const [power, letter] = STEPS.find(([exponent]) => whole.length > exponent);
    const head = whole.slice(0, whole.length - power);
    const tail = whole.slice(whole.length - power, whole.length - power + Math.max(0, 3 - head.length)).replace(/0+$/, '');
    return `${negative ? '-' : ''}${grouped(head)}${tail ? `.${tail}` : ''}${letter}`;
}

/** "+12.3%", "−4%", or null when there is nothing to compare with. */
export function change(now, before) {
    const ratio = divide(subtract(now, before), before, 3);
    if (ratio === null) return null;
    const percent = divide(ratio, '0.01', 1);
    return `${percent.startsWith('-') ? '−' : '+'}${grouped(percent.replace('-', ''))}%`;
}

/** "3.2%" of the whole; null when the whole is nothing. */
export function percent(part, whole, places = 1) {
    const ratio = divide(part, whole, places + 2);
    return ratio === null ? null : `${grouped(divide(ratio, '0.01', places))}%`;
}

/** For drawing only. */
export function approximate(value) {
    return value === null || value === undefined ? null : Number(value);
}
