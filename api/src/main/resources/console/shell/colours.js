/** Changes between light and dark, and remembers it. */
export function toggleTheme() {
    const root = document.documentElement;
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
        localStorage.setItem('matrix.theme', next);
        root.dispatchEvent(new Event('theme-chosen'));
    } catch {
        root.dataset.theme = next; // storage is switched off: until the page is left
        root.dispatchEvent(new Event('theme'));
    }
}
