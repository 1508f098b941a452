// Sets the theme a person chose before the first paint. The key and the shape are those of src/state/preferences.ts.
try {
  const { theme } = JSON.parse(localStorage.getItem("as-of") ?? "{}");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage, or nothing readable in it: the theme follows the system.
}
