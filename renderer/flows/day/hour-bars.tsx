import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { HourFigures } from '#shared/domain/day-figures.ts'

const HEIGHT = 96
const BAR = 22
const STEP = 30
const FOOT = 20

/** Records by hour: the lower part of a bar is sent, the upper part is not. Who cannot see it reads the table. */
export function HourBars({ hours }: { hours: readonly HourFigures[] }) {
  const { t, count } = useTexts()
  const most = Math.max(1, ...hours.map(({ saved }) => saved))
  const heightOf = (records: number) => (records * (HEIGHT - 16)) / most
  const width = Math.max(STEP * hours.length, STEP * 8)
  return (
    <figure className="hours">
      <svg viewBox={`0 0 ${width} ${HEIGHT + FOOT}`} aria-hidden="true" focusable="false">
        <line className="hours-ground" x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} />
        {hours.map(({ hour, saved, open }, index) => {
          const x = index * STEP + (STEP - BAR) / 2
          const top = HEIGHT - heightOf(saved)
          return (
            <g key={hour}>
              <rect className="hours-sent" x={x} width={BAR} y={top} height={heightOf(saved)} rx={3} />
              <rect className="hours-open" x={x} width={BAR} y={top} height={heightOf(open)} rx={3} />
              {saved > 0 && (
                <text className="hours-count" x={x + BAR / 2} y={top - 4}>
                  {count(saved)}
                </text>
              )}
              <text x={x + BAR / 2} y={HEIGHT + 14}>
                {String(hour).padStart(2, '0')}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span className="hours-key hours-key-sent">{t('day.figures.keySent')}</span>
        <span className="hours-key hours-key-open">{t('day.figures.keyOpen')}</span>
      </figcaption>
      <table className="visually-hidden">
        <caption>{t('day.figures.byHour')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('day.figures.hour')}</th>
            <th scope="col">{t('day.figures.saved')}</th>
            <th scope="col">{t('day.figures.keyOpen')}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ hour, saved, open }) => (
            <tr key={hour}>
              <th scope="row">{`${String(hour).padStart(2, '0')}:00`}</th>
              <td>{count(saved)}</td>
              <td>{count(open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
