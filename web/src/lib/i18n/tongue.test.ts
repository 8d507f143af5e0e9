import { expect, test } from 'vitest';
import { tongueOf } from './tongue';

test('a text tells its language by its letters, or by the words that hold it together', () => {
  for (const [tag, text] of [
    ['en', 'Who is going to pay for the cables?'],
    ['fr', 'Qui va payer les câbles pour les îles ?'],
    ['es', '¿Quién va a pagar los cables de las islas?'],
    ['pt', 'Quem vai pagar pelos cabos que chegam até as ilhas da região, e não o povo?'],
    ['de', 'Wer bezahlt die Kabel für den Süden, und was ist mit den Inseln?'],
    ['ru', 'Кто платит за кабели?'],
    ['uk', 'Хто платить за кабелі на островах?'],
    ['ar', 'من يدفع ثمن الكابلات؟ IPv6'],
    ['fa', 'چه کسی هزینهٔ کابل‌ها را می‌پردازد؟'],
    ['fa', 'من این را نمی‌دانم'],
    ['it', 'La rete non è per tutti con una regola'],
    ['nl', 'Hoe is de stand in de wijk'],
    ['zh', '谁来支付 IGF 的电缆费用？'],
    ['ja', '島々に届く費用は誰が払うのですか。'],
    ['ko', '누가 케이블 비용을 내나요?'],
    ['he', 'מי משלם על הכבלים?'],
  ] as const) {
    expect(tongueOf(text), text).toBe(tag);
  }
});

test('what may be one of several is none', () => {
  for (const text of ['Cables', 'IPv6', 'La question', '2024', '👍', '', null, 'Ћирилица']) {
    expect(tongueOf(text)).toBe('');
  }
});
