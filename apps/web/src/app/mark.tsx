/** The product's sign: a P whose loop closes into a point. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--mantine-color-accent-8)" />
      <path
        d="M10 23V9h7a4.5 4.5 0 0 1 0 9h-7"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="22.5" cy="22.5" r="2.2" fill="#fff" />
    </svg>
  );
}
