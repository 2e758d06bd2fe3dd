/** RFC 4180, with a mark that tells spreadsheets it is UTF-8. A cell that a spreadsheet would run as a formula is quoted by '. */
export function csv(header, rows) {
    const lines = [header, ...rows].map(cells => cells.map(cell).join(','));
    return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cell(value) {
    const raw = value === null || value === undefined ? '' : String(value);
    const text = /^[=+\-@\t\r]/.test(raw) && !/^-?\d+(\.\d+)?$/.test(raw) ? `'${raw}` : raw;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function download(name, type, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
