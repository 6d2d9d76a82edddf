import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicText, readMarks } from '#domain/violation/rules/secrets.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

describe('what is marked as secret', () => {
  it.each([
    ['工艺为〔商业秘密：三效蒸发〕，外排超标', '工艺为■■（商业秘密），外排超标'],
    ['〔涉密：库区〕附近', '■■（国家秘密）附近'],
    ['由〔 个人信息:某人 〕操作', '由■■（个人信息）操作'],
    ['依据〔商业秘密：合同〔2026〕3号〕认定', '依据■■（商业秘密）认定'],
    ['桃环罚〔2026〕12号', '桃环罚〔2026〕12号'],
  ])('%s is published as %s', (typed, shown) => expect(publicText(typed)).toBe(shown))

  it('has its ground in English too', () =>
    expect(publicText('by 〔Trade secret: evaporation〕 only', 'en')).toBe('by ■■ (trade secret) only'))

  it('a mark without an end hides the rest and is told', () => {
    expect(readMarks('其余〔商业秘密：配方为').open).toBe('〔商业秘密：配方为')
    expect(publicText('其余〔商业秘密：配方为')).toBe('其余■■（商业秘密）')
  })

  it('never appears in the public text, whatever stands around it', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: fc.constantFrom('甲', '乙', '〔', '〕', '：', '1') }),
            fc.constantFrom('涉密', '商业秘密', '个人信息'),
          ),
        ),
        (pieces) => {
          const typed = pieces
            .map(([around, ground], i) => `${around.replace(/[〔〕]/g, '')}〔${ground}：秘${i}密〕`)
            .join('')
          expect(publicText(typed)).not.toMatch(/秘\d+密/)
        },
      ),
    ))
})

describe('personal data in a text for the public', () => {
  it.each([
    ['身份证号430922198001011234', 'id_number', '430922198001011234'],
    ['身份证号４３０９２２１９８００１０１１２３Ｘ。', 'id_number', '４３０９２２１９８００１０１１２３Ｘ'],
    ['证件 430922 19800101 1234', 'id_number', '430922 19800101 1234'],
    ['联系 13800138000', 'mobile', '13800138000'],
    ['联系138-0013-8000。', 'mobile', '138-0013-8000'],
    ['编号0737-1234567', 'none', undefined],
    ['电话0737-8234567', 'telephone', '0737-8234567'],
    ['邮箱 someone@example.invalid', 'email', 'someone@example.invalid'],
    ['开户账号：6222 0000 1111 2222 333', 'bank_account', '账号：6222 0000 1111 2222 333'],
    ['住址：桃江县示例镇示例村三组', 'home_address', '住址：桃江县示例镇示例村三组'],
    ['示例花园3栋502室', 'home_address', '示例花园3栋502室'],
    ['1980年5月出生', 'birth_date', '1980年5月出生'],
    ['统一社会信用代码91430922MAFAKE06X7', 'none', undefined],
    ['化学需氧量310毫克每升，2026年5月12日14时', 'none', undefined],
    ['排放废水12000吨，罚款1000000元', 'none', undefined],
    ['许可证91430902MAFAKE0008001P', 'none', undefined],
  ])('in “%s” is %s', (typed, kind, found) => {
    const [first] = findPersonalData(typed)
    expect(first).toEqual(found === undefined ? undefined : { kind, found })
  })

  it('is found once each, in the order of the text', () =>
    expect(findPersonalData('13800138000、430922198001011234、a@b.cn').map(({ kind }) => kind)).toEqual([
      'mobile',
      'id_number',
      'email',
    ]))
})
