/**
 * A merchant's name as a supplier should be called: "SQ *CAFÉ ROMA 0423" becomes "Café Roma". Spellings that differ in
 * case, blanks or store number give the same name, so that one shop does not become ten suppliers.
 */
export function supplierName(merchant: string): string | undefined {
	const text = merchant.normalize('NFC').replace(/<\/?\w+>|[<>\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim();
	if (text === '' || NOBODY.test(text)) return undefined;
	const words = text.replace(PROCESSOR, '').split(' ').map(withoutReference).join(' ').split(/[\s*]+/).filter((word) => word !== '');
	// From the end: branch numbers, terminal ids, references. The first word stays: "3663" and "7-Eleven" are names.
	while (words.length > 1 && isReference(words[words.length - 1] ?? '')) words.pop();
	return words.map(capital).join(' ').slice(0, 100).trim();
}

const NOBODY = /^\(?(none|no merchant|unknown)\)?$/i;
/** Payment processors that put their own mark before the merchant's name. */
const PROCESSOR = /^(sq|sumup|paypal|pp|iz|izettle|zettle|sp|tst|stripe|wpy|crv)\s*\*\s*(?=\S)/i;

function isReference(word: string): boolean {
	return /^[#*(]?[\d/.-]+\)?$/.test(word) || (word.match(/\d/g)?.length ?? 0) >= 3 || /^[^\p{L}\p{N}]+$/u.test(word);
}

/** "AMAZON*2K4XJ81S0" is Amazon. */
function withoutReference(word: string): string {
	const [head = '', tail] = word.split('*', 2);
	return tail !== undefined && head !== '' && isReference(tail) ? head : word;
}

/** Upper case stays for what is said letter by letter (BP, KFC); the rest gets one capital. */
function capital(word: string): string {
	if (/^[^aeiouyäöüéèà\d]{2,3}$/iu.test(word) || /^uk$/i.test(word)) return word.toUpperCase();
	return word.toLowerCase().replace(/(^|[&/(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
