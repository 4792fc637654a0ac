import { describe, expect, it } from 'vitest'
import { isSamePerson } from '#shared/domain/same-person.ts'

const said = { givenName: 'Maria', familyName: 'Sobral', dateOfBirth: '1992-05-03' }

describe('whether a document is of the person that an account names', () => {
  it.each([
    ['MARIA JOÃO', 'SILVA SOBRAL', true],
    ['María', 'de Sóbral', true],
    ['Maria-João', "O'Neill-Sobral", true],
    ['Mariana', 'Sobral', false],
    ['João Maria', 'Sobral', false],
    ['Maria', 'Sobral Silva', false],
    ['Maria', '-', false],
    ['', '', false],
  ])('[R15] %s %s: %s', (givenName, familyName, expected) => {
    expect(isSamePerson({ ...said, givenName, familyName }, said)).toBe(expected)
  })

  it('[R15] never by the name alone', () => {
    expect(isSamePerson({ ...said, dateOfBirth: '1992-05-04' }, said)).toBe(false)
  })

  it('[R15] [R30] in any script, composed or not', () => {
    const person = { givenName: '小龍', familyName: '李', dateOfBirth: '1990-11-27' }
    expect(isSamePerson(person, { ...person })).toBe(true)
    expect(isSamePerson({ ...person, familyName: '王' }, person)).toBe(false)
    const joao = { ...said, givenName: 'João', familyName: 'Løvås' }
    expect(isSamePerson({ ...joao, givenName: 'Joa\u0303o', familyName: 'LOVAS' }, joao)).toBe(true)
  })
})
