import type { Realm } from '#shared/contracts/identifiers.ts'
import { hasOneOf } from '../administrators/administrator.ts'
import type { Administrator } from '../administrators/administrator.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { Texts } from './texts/texts.ts'

const ICONS = {
  fleet: 'M4 5h16v10H4zM9 19h6M12 15v4',
  cases: 'M5 4h14v16l-7-4-7 4zM9 9h6',
  removals: 'M10 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 21c0-4 3-7 7-7M15 15l6 6M21 15l-6 6',
  service: 'M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-3 4.5 4.5 0 0 1 8 3c0 6-8 11-8 11z',
  refusals: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12',
  'take-backs': 'M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5',
  anomalies: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  proof: 'M6 3h9l4 4v14H6zM9 12l2 2 4-4',
  configuration: 'M4 7h10M18 7h2M4 12h2M10 12h10M4 17h8M16 17h4M16 5v4M8 10v4M14 15v4',
  administrators:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M17 8a3 3 0 1 0 0-6M22 19c0-3-2-5-4-6',
} as const

/** The places of head office, and who may go there. */
const PLACES = [
  { place: 'fleet', roles: [] },
  { place: 'cases', roles: ['cases', 'compliance'] },
  { place: 'removals', roles: ['cases'] },
  { place: 'service', roles: ['cases'] },
  { place: 'refusals', roles: [] },
  { place: 'take-backs', roles: [] },
  { place: 'anomalies', roles: [] },
  { place: 'proof', roles: [] },
  { place: 'configuration', roles: ['configuration'] },
  { place: 'administrators', roles: ['administrators'] },
] as const

/** A whole page: with the rail of places for somebody who signed in, and by itself for whoever is not. */
export function wholePage(given: {
  texts: Texts
  realm: Realm
  title: string
  body: Html
  path: string
  administrator: Administrator | null
}): Html {
  const { texts, title, administrator, path } = given
  const other = texts.language === 'en' ? 'pt-PT' : 'en'
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${texts.office} · Counterside</title>
        <link rel="stylesheet" href="/office/style.css" />
        <link rel="icon" href="/office/icon.svg" type="image/svg+xml" />
      </head>
      <body class="${administrator === null ? 'alone' : 'signed-in'}">
        <a class="skip" href="#content">${texts.skip}</a>
        <header class="strip">
          <strong>Counterside</strong><span>${texts.office}</span>
          ${given.realm === 'practice' ? html`<span class="pill practice"><i></i>${texts.practice}</span>` : null}
          <form class="language" method="post" action="/office/language">
            <input type="hidden" name="back" value="${path}" />
            <button class="quiet" name="to" value="${other}" lang="${other}">${texts.otherLanguage}</button>
          </form>
          ${
            administrator === null
              ? null
              : html`<form method="post" action="/office/sign-out">
                  <span class="who">${administrator.loginName}</span>
                  <button class="quiet">${texts.signOut}</button>
                </form>`
          }
        </header>
        ${administrator === null ? null : rail({ texts, administrator, path })}
        <main id="content" tabindex="-1">${given.body}</main>
      </body>
    </html> `
}

function rail(given: { texts: Texts; administrator: Administrator; path: string }): Html {
  const open = PLACES.filter(({ roles }) => hasOneOf(given.administrator, roles))
  return html`<nav class="rail" aria-label="${given.texts.office}">
    ${open.map(({ place }) => {
      const isHere = given.path.startsWith(`/office/${place}`)
      return html`<a href="/office/${place}" ${isHere ? html`aria-current="page"` : null}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${ICONS[place]}" /></svg>
        <span>${given.texts.nav[place]}</span></a
      >`
    })}
  </nav>`
}

/** What is shown instead of a page that was not answered. */
export function refusalBody(given: { title: string; text: string; home: string; isSignedIn: boolean }): Html {
  return html`<section class="card narrow">
    <h1>${given.title}</h1>
    <p>${given.text}</p>
    ${given.isSignedIn ? html`<a class="button" href="/office/fleet">${given.home}</a>` : null}
  </section>`
}
