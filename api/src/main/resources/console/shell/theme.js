// Runs before the first paint, so that a chosen theme never flashes the other one. Not a module on purpose.
(() => {
    const root = document.documentElement;
    const stored = () => {
        try {
            return localStorage.getItem('matrix.theme');
        } catch {
            return null; // storage is switched off: the system decides
        }
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
        const chosen = stored();
        root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
        root.dispatchEvent(new Event('theme'));
    };
    dark.addEventListener('change', apply);
    root.addEventListener('theme-chosen', apply);
    apply();
})();
