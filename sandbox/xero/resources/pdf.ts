import type { Answer, Call } from '../wire/call';

export function wantsPdf(call: Call): boolean {
	return (call.header('accept') ?? '').toLowerCase().includes('application/pdf');
}

/** A real one-page PDF with a line of text, enough for clients that store or attach it. */
export function pdfOf(title: string): Answer {
	const content = `BT /F1 18 Tf 72 770 Td (${title.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&')}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let body = '%PDF-1.4\n';
	const starts = objects.map((object, index) => {
		const start = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return start;
	});
	const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
	body +=
		`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
		`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
	return { bytes: Buffer.from(body, 'latin1'), type: 'application/pdf' };
}
