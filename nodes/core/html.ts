/** Text as text: whatever a merchant's name holds, it stays what is read. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Only an address of the web becomes a link; anything else stays out of it. */
export function isWebAddress(text: string): boolean {
	return /^https?:\/\/[^\s]+$/i.test(text);
}
