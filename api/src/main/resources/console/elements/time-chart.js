import UPlot from '../library/uPlot.esm.js';
import {h, put} from '../platform/dom.js';
import {approximate, short} from '../platform/decimal.js';
import {formatClock, formatDayOfYear, formatLong, formatShort} from '../platform/time.js';

const DAY_SECONDS = 86_400;

/**
 * Values over time. Each series is {name, values, colour: 1…8 | 'before', kind: line | area | bars, format?}; its values are exact
 * text (or null) and become floating point for the pixels only: what is written beside the pointer is the exact text.
 *
 * Bars of several series are stacked, the first at the bottom.
 */
export class TimeChart extends HTMLElement {
    #data = null;
    #chart = null;
    #tip = h('div.chart-tip', {hidden: true});
    #plot = h('div.plot');
    #observer = new ResizeObserver(() => this.#resize());
    #redraw = () => this.#draw();

    connectedCallback() {
        this.#observer.observe(this.#plot);
        document.documentElement.addEventListener('theme', this.#redraw);
    }

    disconnectedCallback() {
        this.#observer.disconnect();
        document.documentElement.removeEventListener('theme', this.#redraw);
        this.#chart?.destroy();
        this.#chart = null;
    }

    /** @param times starts of the windows in milliseconds; @param step their length */
    show({times, step, series, height = 220, format = short, label, legend = true, bounds}) {
        const same = this.#chart && this.#data && this.#data.series.length === series.length && this.#data.step === step
            && this.#data.series.every((one, index) => one.name === series[index].name && one.kind === series[index].kind);
        this.#data = {times, step, series, height, format, label, legend, bounds};
        if (same) {
            this.#chart.setData(this.#columns());
            return this;
        }
        this.#plot.style.minHeight = `${height}px`;
        put(this, this.#plot, legend && h('div.legend', {'aria-hidden': 'true'}, series.map(one =>
            h('span', h(`i.swatch${one.kind === 'bars' ? '' : '.thin'}`, {colour: paint(one)}), one.name))));
        this.#draw();
        return this;
    }

    get #stacked() {
        return this.#data.series.filter(({kind}) => kind === 'bars').length > 1;
    }

    #columns() {
        const {times, series} = this.#data;
        const columns = series.map(({values}) => values.map(approximate));
        if (this.#stacked) {
            let below = times.map(() => 0);
            series.forEach((one, index) => {
                if (one.kind !== 'bars') return;
                below = below.map((base, at) => base + (columns[index][at] ?? 0));
                columns[index] = below;
            });
            columns.reverse(); // the highest is drawn first, and the lower ones over it
        }
        return [times.map(time => time / 1000), ...columns];
    }

    #draw() {
        if (!this.#data || !this.isConnected) return;
        this.#chart?.destroy();
        const css = getComputedStyle(document.documentElement);
        const colour = name => css.getPropertyValue(name).trim();
        const {series, height, format, step, times} = this.#data;
        const drawn = this.#stacked ? [...series].reverse() : series;
        const axis = {
            stroke: colour('--muted'), font: `11px ${css.getPropertyValue('--face')}`, ticks: {show: false}, gap: 6,
            grid: {stroke: colour('--line'), width: 1},
        };
        put(this.#plot);
        this.#chart = new UPlot({
            width: Math.max(200, this.#plot.clientWidth), height, legend: {show: false}, padding: [8, 22, 0, 0],
            cursor: {y: false, drag: {x: false, y: false}, points: {size: 7}},
            scales: {
                x: {range: (_, low, high) => this.#data.bounds?.map(time => time / 1000) ?? (times.length > 1 ? [low, high + step / 1000] : [low - step / 1000, high + step / 1000])},
                y: {range: (_, low, high) => [0, high > 0 ? high * 1.08 : 1]},
            },
            axes: [
                {...axis, grid: {show: false}, space: 64, size: 28, values: (_, splits, __, ___, increment) => splits.map(at => onAxis(at, increment))},
                {...axis, space: 34, size: (_, values) => 16 + 6.4 * Math.max(1, ...(values ?? []).map(text => String(text).length)), values: (_, splits) => splits.map(value => format(plain(value)))},
            ],
            series: [{}, ...drawn.map(one => look(one, colour(`--${one.colour === 'before' ? 'before' : `series-${one.colour}`}`)))],
            hooks: {setCursor: [chart => this.#point(chart)]},
        }, this.#columns(), this.#plot);
        this.#plot.append(this.#tip);
        const surface = this.#chart.over;
        surface.tabIndex = 0;
        surface.setAttribute('role', 'img');
        surface.setAttribute('aria-label', this.#data.label ?? 'Chart');
        surface.addEventListener('keydown', event => this.#step(event));
        surface.addEventListener('blur', () => { this.#tip.hidden = true; });
    }

    #resize() {
        const width = this.#plot.clientWidth;
        if (this.#chart && width > 0 && width !== this.#chart.width) this.#chart.setSize({width, height: this.#data.height});
    }

    /** Left and right read the chart window by window. */
    #step(event) {
        const move = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!move || !this.#data.times.length) return;
        event.preventDefault();
        const last = this.#data.times.length - 1;
        const at = Math.min(last, Math.max(0, (this.#chart.cursor.idx ?? last + 1) + move));
        this.#chart.setCursor({left: this.#chart.valToPos(this.#data.times[at] / 1000, 'x'), top: 10});
    }

    #point(chart) {
        const at = chart.cursor.idx;
        const {times, series, step, format} = this.#data;
        if (at === null || at === undefined || chart.cursor.left < 0 || times[at] === undefined) {
            this.#tip.hidden = true;
            return;
        }
        const start = new Date(times[at]);
        put(this.#tip, h('div.when', step >= DAY_SECONDS * 1000 ? formatShort(start) : formatLong(start)),
            series.map(one => h('div.row', h('i.swatch', {colour: paint(one)}), one.name,
                h('span.value', one.values[at] === null || one.values[at] === undefined ? '–' : (one.format ?? format)(one.values[at])))));
        this.#tip.hidden = false;
        const left = chart.valToPos(times[at] / 1000, 'x') + chart.over.offsetLeft;
        const room = this.#plot.clientWidth - left;
        this.#tip.style.transform = `translate(${room < this.#tip.offsetWidth + 16 ? Math.max(0, left - this.#tip.offsetWidth - 12) : left + 12}px, 10px)`;
    }
}

customElements.define('time-chart', TimeChart);

export function timeChart(data) {
    const chart = document.createElement('time-chart');
    queueMicrotask(() => chart.show(data));
    return chart;
}

function paint(one) {
    return `var(--${one.colour === 'before' ? 'before' : `series-${one.colour}`})`;
}

function look(one, stroke) {
    const shared = {label: one.name, stroke, points: one.kind === 'bars' ? {show: false} : {show: true, size: 4, width: 0, fill: stroke, filter: alone}, spanGaps: false};
    if (one.kind === 'bars') {
        return {...shared, fill: stroke, width: 0, paths: UPlot.paths.bars({size: [0.82, 26], align: 1, radius: 0.08})};
    }
    if (one.colour === 'before') return {...shared, width: 1.5, dash: [4, 4]};
    return {...shared, width: 1.75, fill: one.kind === 'area' ? `${stroke}22` : undefined};
}

/** Values without a neighbour, which no line can show. */
function alone(chart, index) {
    const values = chart.data[index];
    return [...values.keys()].filter(at => values[at] != null && values[at - 1] == null && values[at + 1] == null);
}

function onAxis(seconds, increment) {
    const date = new Date(seconds * 1000);
    if (increment >= DAY_SECONDS) return formatDayOfYear(date);
    return date.getHours() === 0 && date.getMinutes() === 0 ? formatDayOfYear(date) : formatClock(date);
}

/** An axis value without the noise of floating point. */
function plain(value) {
    return value === null ? '0' : Number(value.toPrecision(6)).toFixed(6).replace(/\.?0+$/, '');
}
