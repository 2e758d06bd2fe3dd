import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {duration, seconds} from './durations.js';

const MOST = 8;
const USUAL = {connect_timeout: 'PT3S', first_byte_timeout: 'PT2M', idle_timeout: 'PT1M', retries: 1};
/** What servers may speak: the API's word, and people's. */
export const DIALECTS = [['openai', 'OpenAI’s API'], ['anthropic', 'Anthropic’s API: messages']];
const RETRIES = ['0', '1', '2', '3'].map(value => [value, value]);

/** Gives a model that has none a route. */
export function defineRoute(done) {
    const model = field('model', 'Model', {mono: true, required: true, autofocus: true, placeholder: 'gpt-4o', hint: 'As callers name it.'});
    const route = new RouteFields({upstreams: [{}]}, 'route/');
    return openDialog('Define a route', close => form([model, ...route.all], 'Define the route', async () => {
        await api.post('/v1/routes', {model: model.value.trim(), route: route.read()});
        toast(`Calls of ${model.value.trim()} are let through within seconds.`);
        done();
        close();
    }, {cancel: close, also: () => route.also()}), {wide: true});
}

export async function editRoute(model, done) {
    const path = `/v1/routes/${encodeURIComponent(model)}`;
    const {body, etag} = await api.send('GET', path);
    const route = new RouteFields(body, '');
    return openDialog(`The route of ${model}`, close => form(route.all, 'Save the route', async () => {
        await api.put(path, route.read(), {ifMatch: etag});
        toast('Saved. The edge has it within seconds.');
        done();
        close();
    }, {cancel: close, also: () => route.also()}), {wide: true});
}

/** The fields of a route, its servers one below the other in the order they are tried. */
class RouteFields {
    #prefix;
    #context;
    #most;
    #servers;
    #list = h('div.servers');

    /** @param prefix of the pointers by which the API names a field */
    constructor({upstreams, context_tokens: context, max_output_tokens: most}, prefix) {
        this.#prefix = prefix;
        this.#context = field(`${prefix}context_tokens`, 'Reads and writes at most', {inputmode: 'numeric', value: context ?? '', placeholder: 'not known', hint: 'Tokens of one call together.'});
        this.#most = field(`${prefix}max_output_tokens`, 'Writes at most', {inputmode: 'numeric', value: most ?? '', placeholder: 'not known', hint: 'Tokens of one answer; calls that ask for more are refused.'});
        this.#servers = upstreams.map(serverFields);
        this.#draw();
    }

    get all() {
        return [this.#list, [this.#context, this.#most]];
    }

    also() {
        return this.#servers.flatMap(server => Object.values(server));
    }

    read() {
        return {
            upstreams: this.#servers.map((server, index) => {
                for (const [name, one] of Object.entries(server)) one.fieldName = `${this.#prefix}upstreams/${index}/${name}`;
                const text = name => server[name].value.trim() || null;
                return {
                    provider: text('provider'), base_url: text('base_url'), dialect: server.dialect.value, model: text('model'), credential: text('credential'),
                    connect_timeout: duration(server.connect_timeout.value), first_byte_timeout: duration(server.first_byte_timeout.value),
                    idle_timeout: duration(server.idle_timeout.value), retries: Number(server.retries.value),
                };
            }),
            context_tokens: number(this.#context.value), max_output_tokens: number(this.#most.value),
        };
    }

    #draw() {
        const servers = this.#servers;
        put(this.#list, servers.map((server, index) => h('fieldset.server',
            h('legend', index === 0 ? 'First asked' : `Asked if the ${index === 1 ? 'one' : 'ones'} before did not begin`),
            h('div.two', server.provider, server.model), h('div.two', server.base_url, server.dialect), h('div.two', server.credential),
            h('details', h('summary', 'Patience'), h('div.four', server.connect_timeout, server.first_byte_timeout, server.idle_timeout, server.retries)),
            servers.length > 1 && h('div.actions.end',
                index > 0 && h('button.button.small', {type: 'button', 'aria-label': `Ask server ${index + 1} earlier`, onclick: () => this.#swap(index - 1, index)}, 'Earlier'),
                h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `Leave server ${index + 1} out`, onclick: () => this.#change(() => servers.splice(index, 1))}, 'Leave out')))),
        servers.length < MOST && h('div', h('button.button.small', {type: 'button', onclick: () => this.#change(() => servers.push(serverFields({})))}, icon('plus'), 'Add another server')));
    }

    #swap(one, other) {
        this.#change(() => {
            const servers = this.#servers;
            [servers[one], servers[other]] = [servers[other], servers[one]];
        });
    }

    #change(act) {
        act();
        this.#draw();
    }
}

function serverFields(server) {
    const {connect_timeout: connect, first_byte_timeout: first, idle_timeout: idle, retries} = {...USUAL, ...server};
    return {
        provider: field('provider', 'Provider', {required: true, value: server.provider ?? '', placeholder: 'openai', hint: 'Who runs it: a label.'}),
        model: field('their_model', 'Its name there', {required: true, mono: true, value: server.model ?? '', placeholder: 'gpt-4o'}),
        base_url: field('base_url', 'Address', {required: true, mono: true, value: server.base_url ?? '', placeholder: 'https://api.openai.com/v1', hint: 'Below which its API stands.'}),
        dialect: field('dialect', 'Speaks', {choices: DIALECTS, value: server.dialect ?? 'openai'}),
        credential: field('credential', 'Credential', {mono: true, value: server.credential ?? '', placeholder: 'none is asked for', hint: 'Where the edge finds the secret: env:…_API_KEY or file:…. Never the secret itself.'}),
        connect_timeout: field('connect_timeout', 'Connect, s', {inputmode: 'decimal', value: seconds(connect)}),
        first_byte_timeout: field('first_byte_timeout', 'First byte, s', {inputmode: 'decimal', value: seconds(first)}),
        idle_timeout: field('idle_timeout', 'Silence, s', {inputmode: 'decimal', value: seconds(idle)}),
        retries: field('retries', 'Connects again', {choices: RETRIES, value: String(retries)}),
    };
}

/** Empty is not known; what is no number the API refuses by name. */
function number(text) {
    const value = text.trim().replaceAll(/[\s,_]/g, '');
    if (!value) return null;
    return /^\d+$/.test(value) ? Number(value) : value;
}
