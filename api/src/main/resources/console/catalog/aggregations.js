/** What each aggregation is called and what it means, for whoever defines a meter or reads one. */
export const AGGREGATIONS = {
    COUNT: {title: 'Count facts', short: 'Facts', about: 'How many facts there are.'},
    SUM: {title: 'Sum', short: 'Sum of', about: 'The sum of the values.'},
    MIN: {title: 'Smallest', short: 'Smallest', about: 'The smallest value of a window.'},
    MAX: {title: 'Largest', short: 'Largest', about: 'The largest value of a window.'},
    AVERAGE: {title: 'Average', short: 'Average of', about: 'The sum of the values over their number; averages are never averaged.'},
    LATEST: {title: 'Latest', short: 'Latest', about: 'The value that occurred last.'},
    UNIQUE_COUNT: {title: 'Count different values', short: 'Different', about: 'How many different values: exact up to 1,024, then within 3.13 % (standard error). Windows do not add up.'},
    PERCENTILE: {title: 'Percentile', short: 'Percentile of', about: 'The value that so many percent do not exceed: exact up to 128 different values, then within 1 %.'},
    TIME_WEIGHTED_SUM: {title: 'Level over time', short: 'Hours of', about: 'A level, such as seats or stored bytes, holds until the next value; the quantity is level × hours. One that is sampled of instances holds for a stated time at most.'},
};

/** Whether windows and groups of it may be added up. */
export function isAdditive(aggregation) {
    return aggregation === 'COUNT' || aggregation === 'SUM';
}

/** How exact a quantity is, as a sentence. */
export function boundOf({kind, relative}) {
    const percent = `${Number(relative) * 100} %`;
    switch (kind) {
        case 'MAXIMUM': return `Within ${percent} of the exact quantity.`;
        case 'STANDARD': return `Estimated; the standard error is ${percent}.`;
        case 'AT_LEAST': return 'The exact quantity is not smaller.';
        case 'AT_MOST': return 'The exact quantity is not larger.';
        default: return 'More was taken back than is remembered: the exact quantity is not known.';
    }
}

/** Reads one condition a line; what cannot be read is left to the API to refuse, at its place. */
export function filtersOf(text) {
    const conditions = text.split('\n').map(line => line.trim()).filter(Boolean);
    return conditions.map(line => {
        const [, field, operator, values] = /^(\S+)\s+(in|not in|exists|absent)\b\s*(.*)$/i.exec(line) ?? [null, line, null, ''];
        return {
            field, operator: operator && operator.toUpperCase().replace(' ', '_'),
            values: values.split(',').map(value => value.trim()).filter(Boolean),
        };
    });
}
