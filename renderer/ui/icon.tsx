import './icon.css'

const PATHS = {
  register: 'M4 5h16v14H4zM8 10h8M8 14h5',
  return: 'M9 5L4 10l5 5M4 10h10a6 6 0 0 1 6 6v3',
  service: 'M8.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M5 20c.6-3.6 3.2-5.5 7-5.5s6.4 1.9 7 5.5',
  queue: 'M4 7h16M4 12h16M4 17h10',
  day: 'M6 20v-6M12 20V5M18 20V10',
  settings: 'M4 8h9M19 8h1M4 16h1M11 16h9M16 5.5v5M8 13.5v5',
  help: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.4 2.4c-.6.3-.9.8-.9 1.6M12 17h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  check: 'M4 12.5l5 5L20 6.5',
  open: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0',
  warning: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7.5v5.5M12 16.5h.01',
  stop: 'M8 3.5h8L20.5 8v8L16 20.5H8L3.5 16V8zM8.5 12h7',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 9v6M10 9v6M13 9v6M17 9v6',
  camera: 'M4 8h3l1.5-2.5h7L17 8h3v11H4zM8.5 13a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  remove: 'M6 6l12 12M18 6L6 18',
  backspace: 'M9 5h12v14H9l-6-7zM12.5 9.5l5 5M17.5 9.5l-5 5',
  chevron: 'M9 5l7 7-7 7',
  document:
    'M3 6h18v12H3zM6.5 15.5c.4-1.6 1.3-2.3 2.5-2.3s2.1.7 2.5 2.3M7.6 10.4a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0M14 10h4M14 13.5h3',
  done: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8 12.5l3 3 5.5-6.5',
} as const

export type IconName = keyof typeof PATHS

/** A small drawing beside words. It says nothing by itself, so a screen reader passes over it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
