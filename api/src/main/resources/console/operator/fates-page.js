import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped, sum} from '../platform/decimal.js';
import {rangeOf, RANGES} from '../platform/ranges.js';
import {floorTo, MINUTE, rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {codeBlock} from '../elements/copy-button.js';
import {segments} from '../elements/segments.js';
import {here, keep} from '../shell/navigation.js';
import {Page} from '../shell/page.js';

const EXPLAINED = {
    late: 'Counted in the late lane', conflict: 'Same id, other content', conflicts: 'Same id, other content', dead: 'Could not be used', dead_letters: 'Could not be used', dead_letter: 'Could not be used',
};

/** What became of facts that did not simply count, over all tenants, with samples. */
class FatesPage extends Page {
    #range = rangeOf(here().query.get('range') ?? '24h');

    content() {
        const list = section(signal => this.#load(signal), answer => this.#body(answer));
        return [
            this.heading('Fates of facts', 'Late, conflicting and unusable facts of all tenants.', segments('Range', RANGES.map(({key, name}) => [key, name]), this.#range.key, key => {
                this.#range = rangeOf(key);
                keep({range: key});
                list.reload();
            })),
            list,
        ];
    }

    #load(signal) {
        const to = floorTo(Date.now(), MINUTE) + MINUTE;
        return api.get('/v1/metering/fates', {from: rfc(to - this.#range.length), to: rfc(to)}, {signal});
    }

    #body(answer) {
        const fates = answer.fates ?? answer.data ?? [];
        if (fates.length === 0 || sum(fates.map(count)) === '0') return h('section.card', emptyState('All facts counted', 'Nothing was late, in conflict or unusable in this range.'));
        return h('div.stack',
            h('div.tiles', fates.map(one => h('div.tile', h('div.name', name(one)), h('div.figure', grouped(count(one))), h('div.below', EXPLAINED[one.fate] ?? '')))),
            fates.filter(({samples}) => samples?.length).map(one => h('section.card', h('header.plain', h('h2', `${name(one)}: samples`)), h('div.body',
                codeBlock(one.samples.map(sample => JSON.stringify(sample, null, 1)).join('\n'), 'the samples')))));
    }
}

const count = one => String(one.count ?? one.facts ?? 0);
const name = ({fate}) => String(fate).replaceAll('_', ' ').replace(/^./, letter => letter.toUpperCase());

customElements.define('fates-page', FatesPage);
