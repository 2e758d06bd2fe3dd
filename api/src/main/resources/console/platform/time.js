// Moments are RFC 3339 in UTC on the wire and in the viewer's zone on the screen.

export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const SHORT = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const LONG = new Intl.DateTimeFormat(undefined, {
    year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat(undefined, {year: 'numeric', month: 'short', day: 'numeric'});
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric'});
const CLOCK = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const RELATIVE = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto'});

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY_LENGTH = 24 * HOUR;

export const formatShort = date => SHORT.format(date);
export const formatLong = date => LONG.format(date);
export const formatDay = date => DAY.format(date);
export const formatDayOfYear = date => DAY_OF_YEAR.format(date);
export const formatClock = date => CLOCK.format(date);

/** 2026-11-24 22:41:07 UTC */
export function formatUtc(date) {
    return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "3 minutes ago", "in 2 days" */
export function formatRelative(date, now = Date.now()) {
    const seconds = (date.getTime() - now) / 1000;
    const steps = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3600], ['minute', 60]];
    const step = steps.find(([, length]) => Math.abs(seconds) >= length);
    return step ? RELATIVE.format(Math.trunc(seconds / step[1]), step[0]) : Math.abs(seconds) < 10 ? 'just now' : RELATIVE.format(Math.trunc(seconds), 'second');
}

/** Milliseconds as people say them: 412 ms, 1.35 s. */
export function formatMilliseconds(value) {
    if (value === null || value === undefined) return '–';
    const ms = Number(value);
    if (ms < 1000) return `${Math.round(ms)} ms`;
    return ms < 100_000 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 1000)} s`;
}

/** The start of the window that a moment is in. Windows of the API are full ones in UTC. */
export function floorTo(time, step) {
    return Math.floor(time / step) * step;
}

/** RFC 3339 without needless fractions. */
export function rfc(time) {
    return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** What <input type="datetime-local"> holds, in the viewer's zone. */
export function toLocalInput(time) {
    const date = new Date(time);
    const two = number => String(number).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
