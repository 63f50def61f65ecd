import { expect, test } from 'vitest'
import { decode } from '../../lib/data/encoding.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const read = (text: string) => decode(bytes(text))

test('UTF-8 is read with and without a BOM, and characters that were lost before stay lost', () => {
  expect(decode(Buffer.from('Évry, Łódź, 東京'))).toEqual({ text: 'Évry, Łódź, 東京', encoding: 'UTF-8' })
  expect(decode(Buffer.from('\uFEFFÉvry'))).toEqual({ text: 'Évry', encoding: 'UTF-8' })
  expect(decode(Buffer.from('M\uFFFDnchen'))?.text).toBe('M\uFFFDnchen')
  expect(decode(new Uint8Array())).toEqual({ text: '', encoding: 'UTF-8' })
})

test('UTF-16 is read in both byte orders, with and without a BOM', () => {
  for (const text of ['Customer_ID,Évry\n', '\uFEFFCustomer_ID,Évry\n']) {
    expect(decode(Buffer.from(text, 'utf16le'))).toEqual({ text: 'Customer_ID,Évry\n', encoding: 'UTF-16LE' })
    expect(decode(Buffer.from(text, 'utf16le').swap16())).toEqual({ text: 'Customer_ID,Évry\n', encoding: 'UTF-16BE' })
  }
})

// Bytes as the codecs of Python 3.11 write these words.
test.each([
  [
    'cp1252',
    '\xC9vry, M\xFCnchen, Malm\xF6, S\xE3o Paulo, \x80150.27, O\x92Neill, 20\xB0',
    'Évry, München, Malmö, São Paulo, €150.27, O’Neill, 20°',
  ],
  ['cp850', '\x90vry, M\x81nchen, Malm\x94, S\xC6o Paulo, \x9C150.27', 'Évry, München, Malmö, São Paulo, £150.27'],
  [
    'cp1250',
    '\xA3\xF3d\x9F, Krak\xF3w, Gda\xF1sk, \x8Cwi\xEAtochlowice, Wroc\xB3aw',
    'Łódź, Kraków, Gdańsk, Świętochlowice, Wrocław',
  ],
  ['macroman', '\x83vry, M\x9Fnchen, Malm\x9A, S\x8Bo Paulo', 'Évry, München, Malmö, São Paulo'],
])('%s is recognized by the positions of its letters', (encoding, written, text) => {
  expect(read(written)).toEqual({ text, encoding })
})

test('Western currency signs, and nothing else, are read as Windows writes them', () => {
  expect(read('\x801,50')).toEqual({ text: '€1,50', encoding: 'cp1252' })
  expect(read('\xA31.50')).toEqual({ text: '£1.50', encoding: 'cp1252' })
})

test('other alphabets, and data that are not text, are not guessed', () => {
  expect(read('\xCC\xEE\xF1\xEA\xE2\xE0, \xCA\xE0\xE7\xE0\xED\xFC')).toBeUndefined()
  expect(read('\x93\x8C\x8B\x9E, \x91\xE5\x8D\xE3')).toBeUndefined()
  expect(read('\x89PNG\r\n\x1A\n\0\0\0\rIHDR')).toBeUndefined()
  expect(read('a\0b')).toBeUndefined()
  expect(read('\xEF\xBB\xBF\xC9vry')).toBeUndefined()
})
