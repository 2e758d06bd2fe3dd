const ISO = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Seconds of an ISO 8601 duration as text: PT2M is 120. What is none is left as it is. */
export function seconds(duration) {
    const [, hours, minutes, rest] = ISO.exec(duration) ?? [];
    if (hours === undefined && minutes === undefined && rest === undefined) return duration;
    return String(Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0));
}

/** The ISO 8601 duration of so many seconds; null for nothing, and what is no number is left to the API to refuse. */
export function duration(text) {
    const value = text.trim();
    if (!value) return null;
    return /^\d+(\.\d+)?$/.test(value) ? `PT${value}S` : value;
}
