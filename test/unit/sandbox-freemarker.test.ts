import { type Hash, runTemplate, TemplateError } from '../../sandbox/expensify/freemarker';

const data: Hash = {
	name: 'Dove & Sons "Ltd"',
	count: 1234567,
	price: -1250,
	yes: true,
	no: false,
	empty: '',
	none: [],
	address: { city: 'Århus' },
	items: [{ id: 'a', amount: 100 }, { id: 'b', amount: 250, note: 'x' }, { id: 'c', amount: -50 }],
};
const run = (template: string) => runTemplate(template, data);

describe('FreeMarker: printing', () => {
	it.each([
		['${name}', 'Dove & Sons "Ltd"'],
		['${count}', '1,234,567'],
		['${count?c} ${price?c}', '1234567 -1250'],
		['${price/100} ${(price/100)?string("0.00")}', '-12.5 -12.50'],
		['${(count/100)?string("#,##0.00")}', '12,345.67'],
		['${count?string("0")} ${count?string.number!""}', null],
		['${0.125?string("0.00")} ${0.375?string("0.00")}', '0.12 0.38'],
		['${5?string("000")} ${0.5?string("#.##")} ${12?string("£0.00")}', '005 .5 £12.00'],
		['${10/3}', '3.333'],
		['${0.1 + 0.2}', '0.3'],
		['${7 % 3} ${-7 % 3} ${2 * 3 - 4 / 2}', '1 -1 4'],
		['${yes}${no}', ''],
		['${yes?c} ${no?string("Y", "N")} ${yes?string} ${yes?then("a", "b")}', 'true N true a'],
		['${"a" + 1 + "b"}', 'a1b'],
		['${"Hello ${name?upper_case}!"}', 'Hello DOVE & SONS "LTD"!'],
		["${r'${x}\\n'} ${'it\\'s \\x41'}", "${x}\\n it's A"],
		['$ {x} $5 <b>${name?html}</b>', '$ {x} $5 <b>Dove &amp; Sons &quot;Ltd&quot;</b>'],
		['<#noparse>${x}<#if></#noparse>', '${x}<#if>'],
		['<#setting number_format="0.##">${count}', '1234567'],
	])('%s', (template, wanted) => {
		if (wanted === null) expect(() => run(template)).toThrow(TemplateError);
		else expect(run(template)).toBe(wanted);
	});
});

describe('FreeMarker: missing values', () => {
	it.each([
		['${missing!"x"}${missing!}|${empty!"kept"}', 'x|'],
		['${address.street!"none"} ${(missing.street)!"gone"} ${(missing.street.no)!}', 'none gone '],
		['${missing!0?c}', '0'],
		['${(missing!0)?c}${missing!empty!"x"}', '0'],
		['<#if missing??>a<#else>b</#if><#if (missing.x)??>a<#else>b</#if>', 'bb'],
		['<#if items[1].note?has_content && !missing?has_content && !none?has_content>ok</#if>', 'ok'],
		['${missing?if_exists}${missing?default("d")}${address.city?default("d")}', 'dÅrhus'],
		['<#list missing! as x>${x}</#list>.', '.'],
	])('%s', (template, wanted) => expect(run(template)).toBe(wanted));

	it.each(['${missing}', '${address.street}', '${missing.street!"x"}', '<#if missing>a</#if>', '${missing?upper_case}', '<#list missing as x></#list>'])(
		'%s is an error',
		(template) => expect(() => run(template)).toThrow(/missing/),
	);

	it('names the line', () => expect(() => run('a\nb\n${missing}')).toThrow('line 3'));
	it('does not reach into JavaScript', () => {
		expect(() => run('${address.constructor}')).toThrow(/missing/);
		expect(() => run('${constructor}')).toThrow(/missing/);
		expect(() => run('${name?constructor}')).toThrow(/does not know/);
	});
});

describe('FreeMarker: directives', () => {
	it.each([
		['<#list items as i>${i.id}<#if i_has_next>,</#if></#list>', 'a,b,c'],
		['<#list items as i>${i_index}${i?index}${i?counter}${i?has_next?c} </#list>', '001true 112true 223false '],
		['<#list items as i>${i.id}<#sep>, </#list>', 'a, b, c'],
		['<#list items>[<#items as i>${i.id}<#sep>;</#sep></#items>]<#else>none</#list>', '[a;b;c]'],
		['<#list none as i>${i}<#else>none</#list>', 'none'],
		['<#list items as i><#if i.id == "b"><#continue></#if>${i.id}</#list>', 'ac'],
		['<#list items as i><#if i.id == "b"><#break></#if>${i.id}</#list>', 'a'],
		['<#list {"k": 1, "l": 2} as key, value>${key}=${value} </#list>', 'k=1 l=2 '],
		['<#list 1..3 as n>${n}</#list><#list 3..<1 as n>${n}</#list>', '12332'],
		['<#assign sum = 0><#list items as i><#assign sum = sum + i.amount></#list>${sum}', '300'],
		['<#assign a=1 b="x"><#assign a += 2>${a}${b}', '3x'],
		['<#assign block>${name}!</#assign>${block}', 'Dove & Sons "Ltd"!'],
		['<#if count gt 5 && count < 2000000>a<#elseif true>b<#else>c</#if>', 'a'],
		['<#if (count > 5)>a</#if><#if count &lt; 5 || no>b<#elseif price lt 0>c</#if>', 'ac'],
		['<#switch name><#case "x">1<#break><#case "Dove & Sons \\"Ltd\\"">2<#default>3</#switch>', '23'],
		['<#-- a comment with ${x} and <#if> -->x', 'x'],
		['<#list items as i><#list 1..2 as n>${i.id}${n}</#list></#list>', 'a1a2b1b2c1c2'],
	])('%s', (template, wanted) => expect(run(template)).toBe(wanted));

	it.each([
		['<#if yes>\n  text\n</#if>\nend', '  text\nend'],
		['a\n  <#-- gone -->\nb', 'a\nb'],
		['  <#list items as i>\n\t${i.id}<#t>\n  </#list>\n', 'abc'],
		['<#list items as i>\n  ${i.id}<#lt>\n</#list>', 'a\nb\nc\n'],
		['<#list items as i>\n  ${i.id} <#rt>\n</#list>', '  a  b  c'],
		['  <#if yes><#nt>\n  x\n</#if>', '  \n  x\n'],
		['${name}<#if yes> \n</#if>', 'Dove & Sons "Ltd" \n'],
	])('white space: %j', (template, wanted) => expect(run(template)).toBe(wanted));
});

describe('FreeMarker: built-ins', () => {
	it.each([
		['${"a\\"b\\\\c\\n\\t</script>"?json_string}', 'a\\"b\\\\c\\n\\t<\\/script>'],
		['${address.city?upper_case?length}', '5'],
		['${"a,b,c"?split(",")?join("-")} ${none?join(",", "none")} ${[1,2]?join("|", "", "!")}', 'a-b-c none 1|2!'],
		['${"  x "?trim}${"abc"?substring(1)}${"abc"?cap_first}${"a-b"?replace("-", "$&")}', 'xbcAbca$&b'],
		['${items?size}${items?first.id}${items?last.id}${(items?reverse)[0].id}', '3acc'],
		['${items?sort_by("amount")?first.id} ${["b","a"]?sort?join("")} ${[1,2]?seq_contains(2)?c}', 'c ab true'],
		['${"12.50"?number + 1} ${2.5?round} ${(-2.5)?round} ${2.7?int} ${(-3)?abs}', '13.5 3 -2 2 3'],
		['${"2026-11-03 10:00:00"[0..9]} ${"7"?left_pad(3, "0")}', '2026-11-03 007'],
	])('%s', (template, wanted) => expect(run(template)).toBe(wanted));
});

describe('FreeMarker: what it cannot do is refused, never printed', () => {
	it.each([
		'<#include "x">', '<#macro x></#macro>', '<@x/>', '#{count}', '${.now}', '${name?date}', '${name?matches("x")}',
		'<#setting locale="de">', '${count?string("0.00E0")}', '${count?string("0;(0)")}', '${name?c}', '${name + address}',
		'<#if name>x</#if>', '<#if count == name>x</#if>', '${count > name}', '<#if yes>', '</#if>', '<#list items as>', '${',
		'${name', '${"abc}', '${name.size()}', '<#items as x></#items>', '${1/0}', '<#list 1..99999999 as x></#list>', '${name ! }}x',
		'${address}', '${items}', '<#-- open', '<#if yes></#list>', '${"a"?replace("a","b","r")}',
	])('%s', (template) => {
		if (template === '${name ! }}x') expect(run(template)).toBe(`${String(data.name)}}x`);
		else expect(() => run(template)).toThrow(TemplateError);
	});
});
