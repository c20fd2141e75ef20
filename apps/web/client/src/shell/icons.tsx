interface IconProps {
  readonly path: string;
}

function Icon({ path }: IconProps) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

export const SunIcon = () => (
  <Icon path="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4" />
);
export const MoonIcon = () => <Icon path="M20 14.5A8 8 0 1 1 9.5 4a6.5 6.5 0 0 0 10.5 10.5Z" />;
export const SystemIcon = () => <Icon path="M3 5h18v11H3zM8 20h8M12 16v4" />;
export const CopyIcon = () => <Icon path="M9 9h11v11H9zM5 15H4V4h11v1" />;
export const CheckIcon = () => <Icon path="M5 13l4 4L19 7" />;
export const PencilIcon = () => <Icon path="M4 20l1-5L16 4l4 4L9 19l-5 1ZM13 7l4 4" />;
export const CrossIcon = () => <Icon path="M6 6l12 12M18 6 6 18" />;

/** The baton, handed over. */
export const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0b6e4f" />
    <path d="M8 22 24 10" stroke="#fff" strokeWidth="5" strokeLinecap="round" />
  </svg>
);
