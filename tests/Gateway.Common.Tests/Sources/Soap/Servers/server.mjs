// Serves contracts by node-soap: node server.mjs NAME=FILE… prints the port, and ends with its standard input.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listen } from 'soap';

const countries = { NL: ['Netherlands', 'Amsterdam', '31', 'EU', 'EUR'], JP: ['Japan', 'Tokyo', '81', 'AS', 'JPY'] };

const calculator = {
  Add: ({ intA, intB }) => ({ AddResult: intA + intB }),
  Subtract: ({ intA, intB }) => ({ SubtractResult: intA - intB }),
  Multiply: ({ intA, intB }) => ({ MultiplyResult: intA * intB }),
  Divide: ({ intA, intB }) => ({ DivideResult: Math.trunc(intA / intB) }),
};

const info = {
  CapitalCity: ({ sCountryISOCode }) => ({ CapitalCityResult: countries[sCountryISOCode]?.[1] ?? 'Country not found' }),
  ListOfContinentsByName: () => ({
    ListOfContinentsByNameResult: { tContinent: [{ sCode: 'AF', sName: 'Africa' }, { sCode: 'OC', sName: 'A & <B>' }] },
  }),
  FullCountryInfo: ({ sCountryISOCode: code }) => {
    const [name, capital, phone, continent, currency] = countries[code];
    return {
      FullCountryInfoResult: {
        sISOCode: code, sName: name, sCapitalCity: capital, sPhoneCode: phone, sContinentCode: continent,
        sCurrencyISOCode: currency, sCountryFlag: '', Languages: { tLanguage: [{ sISOCode: 'x', sName: 'X' }] },
      },
    };
  },
};

const bank = {
  Pay: ({ amount }) => {
    if (Number(amount) > 0) {
      return { receipt: `00${amount}` };
    }

    throw {
      Fault: {
        faultcode: 'soap:Client',
        faultstring: 'a secret of the service',
        detail: { InvalidAmountFault: { amount } },
        statusCode: amount === '-1' ? 200 : amount === '-2' ? 503 : 500,
      },
    };
  },
};

const services = {
  calculator: { Calculator: { CalculatorSoap: calculator, CalculatorSoap12: calculator } },
  countries: { CountryInfoService: { CountryInfoServiceSoap: info, CountryInfoServiceSoap12: info } },
  bank: { Bank: { BankPort: bank } },
};

const server = createServer((_, response) => response.writeHead(404).end());
for (const argument of process.argv.slice(2)) {
  const [name, file] = argument.split('=');
  listen(server, `/${name}`, services[name], readFileSync(file, 'utf8'));
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());
