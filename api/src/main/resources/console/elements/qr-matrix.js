// QR codes (ISO/IEC 18004) of short texts: byte mode, error correction level M, versions 1 to 20.

// Per version, level M: error correction bytes in each block, and the number of blocks.
const ECC_BYTES = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const LAST = ECC_BYTES.length - 1;
const LEVEL_M = 0;

/** @return rows of booleans, true is dark; without the quiet zone of four modules. @throws RangeError if the text is too long */
export function qrMatrix(text) {
    const bytes = new TextEncoder().encode(text);
    let version = 1;
    while (version <= LAST && dataBytes(version) < bytes.length + (version < 10 ? 2 : 3)) version += 1;
    if (version > LAST) throw new RangeError('too long for a QR code');
    const bits = interleave(encode(bytes, version), version);
    const candidates = Array.from({length: 8}, (_, mask) => draw(version, bits, mask));
    return candidates.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

const sizeOf = version => version * 4 + 17;

function rawModules(version) {
    let count = (16 * version + 128) * version + 64;
    if (version >= 2) {
        const places = Math.floor(version / 7) + 2;
        count -= (25 * places - 10) * places - 55;
        if (version >= 7) count -= 36;
    }
    return count;
}

const allBytes = version => Math.floor(rawModules(version) / 8);
const dataBytes = version => allBytes(version) - ECC_BYTES[version] * BLOCKS[version];

function encode(bytes, version) {
    const bits = [];
    const append = (value, length) => {
        for (let at = length - 1; at >= 0; at -= 1) bits.push((value >>> at) & 1);
    };
    append(4, 4); // byte mode
    append(bytes.length, version < 10 ? 8 : 16);
    bytes.forEach(byte => append(byte, 8));
    const capacity = dataBytes(version) * 8;
    append(0, Math.min(4, capacity - bits.length));
    append(0, (8 - (bits.length % 8)) % 8);
    for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) append(pad, 8);
    return Array.from({length: bits.length / 8}, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2));
}

/** Cuts the data into blocks, the longer ones last, and takes a byte of each in turn; then the same with the corrections. */
function interleave(data, version) {
    const blocks = BLOCKS[version];
    const all = allBytes(version);
    const short = Math.floor(all / blocks) - ECC_BYTES[version];
    const shorter = blocks - (all % blocks);
    const divisor = generator(ECC_BYTES[version]);
    const parts = [];
    for (let block = 0, at = 0; block < blocks; block += 1) {
        const length = short + (block < shorter ? 0 : 1);
        const part = data.slice(at, at + length);
        parts.push({part, ecc: remainder(part, divisor)});
        at += length;
    }
    const out = [];
    for (let at = 0; at <= short; at += 1) parts.forEach(({part}) => at < part.length && out.push(part[at]));
    for (let at = 0; at < ECC_BYTES[version]; at += 1) parts.forEach(({ecc}) => out.push(ecc[at]));
    return out;
}

/** In the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(left, right) {
    let product = 0;
    for (let at = 7; at >= 0; at -= 1) {
        product = (product << 1) ^ ((product >>> 7) * 0x11d);
        product ^= ((right >>> at) & 1) * left;
    }
    return product;
}

function generator(degree) {
    const result = new Array(degree).fill(0);
    result[degree - 1] = 1;
    let root = 1;
    for (let times = 0; times < degree; times += 1) {
        for (let at = 0; at < degree; at += 1) {
            result[at] = multiply(result[at], root) ^ (result[at + 1] ?? 0);
        }
        root = multiply(root, 2);
    }
    return result;
}

function remainder(data, divisor) {
    const result = new Array(divisor.length).fill(0);
    for (const byte of data) {
        const factor = byte ^ result.shift();
        result.push(0);
        divisor.forEach((coefficient, at) => { result[at] ^= multiply(coefficient, factor); });
    }
    return result;
}

const MASKS = [
    (x, y) => (x + y) % 2 === 0, (x, y) => y % 2 === 0, x => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function draw(version, bytes, mask) {
    const size = sizeOf(version);
    const dark = Array.from({length: size}, () => new Array(size).fill(false));
    const fixed = Array.from({length: size}, () => new Array(size).fill(false));
    const set = (x, y, value) => {
        if (x < 0 || y < 0 || x >= size || y >= size) return;
        dark[y][x] = value;
        fixed[y][x] = true;
    };
    patterns(version, size, set, fixed);
    format(size, mask, set);
    let at = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
        if (right === 6) right = 5;
        for (let step = 0; step < size; step += 1) {
            for (const x of [right, right - 1]) {
                const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
                if (fixed[y][x]) continue;
                const bit = at < bytes.length * 8 && ((bytes[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
                dark[y][x] = bit !== MASKS[mask](x, y);
                at += 1;
            }
        }
    }
    return dark;
}

function patterns(version, size, set, fixed) {
    for (let at = 0; at < size; at += 1) {
        set(6, at, at % 2 === 0);
        set(at, 6, at % 2 === 0);
    }
    for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
        for (let dy = -4; dy <= 4; dy += 1) {
            for (let dx = -4; dx <= 4; dx += 1) {
                const ring = Math.max(Math.abs(dx), Math.abs(dy));
                set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
            }
        }
    }
    for (const cy of alignment(version, size)) {
        for (const cx of alignment(version, size)) {
            if (fixed[cy][cx] && (cx === 6 || cy === 6) && corner(cx, cy, size)) continue;
            for (let dy = -2; dy <= 2; dy += 1) {
                for (let dx = -2; dx <= 2; dx += 1) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
            }
        }
    }
    if (version >= 7) {
        let rest = version;
        for (let times = 0; times < 12; times += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
        const bits = (version << 12) | rest;
        for (let at = 0; at < 18; at += 1) {
            const bit = ((bits >>> at) & 1) === 1;
            const far = size - 11 + (at % 3);
            const near = Math.floor(at / 3);
            set(far, near, bit);
            set(near, far, bit);
        }
    }
}

const corner = (x, y, size) => (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);

function alignment(version, size) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    return [6, ...Array.from({length: count - 1}, (_, at) => size - 7 - at * step).reverse()];
}

function format(size, mask, set) {
    const data = (LEVEL_M << 3) | mask;
    let rest = data;
    for (let times = 0; times < 10; times += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = at => ((bits >>> at) & 1) === 1;
    for (let at = 0; at <= 5; at += 1) set(8, at, bit(at));
    set(8, 7, bit(6));
    set(8, 8, bit(7));
    set(7, 8, bit(8));
    for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(at));
    for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, bit(at));
    for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, bit(at));
    set(8, size - 8, true);
}

/** How hard it is to read: long runs, blocks of one colour, too much of one. Lower is better. */
function penalty(dark) {
    const size = dark.length;
    let points = 0;
    let darkCount = 0;
    for (let y = 0; y < size; y += 1) {
        points += runs(dark[y]) + runs(dark.map(row => row[y]));
        for (let x = 0; x < size; x += 1) {
            if (dark[y][x]) darkCount += 1;
            if (x + 1 < size && y + 1 < size && dark[y][x] === dark[y][x + 1] && dark[y][x] === dark[y + 1][x] && dark[y][x] === dark[y + 1][x + 1]) points += 3;
        }
    }
    return points + Math.floor(Math.abs((darkCount * 20) / (size * size) - 10)) * 10;
}

function runs(line) {
    let points = 0;
    let length = 0;
    line.forEach((value, at) => {
        length = at > 0 && value === line[at - 1] ? length + 1 : 1;
        if (length === 5) points += 3;
        else if (length > 5) points += 1;
    });
    return points;
}
