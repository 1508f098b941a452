/** The pattern that stands for absence in every picture of the page. */
export function Hatching() {
  return (
    <svg className="spoken-only" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.3" height="6" fill="var(--hatch)" />
        </pattern>
      </defs>
    </svg>
  );
}
