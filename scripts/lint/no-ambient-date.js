const isDate = (callee) => callee.type === 'Identifier' && callee.name === 'Date'

const message = 'Read the clock port: a date without arguments is the time of the machine.'

const rule = {
  create(context) {
    return {
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, message })
      },
      CallExpression(node) {
        if (isDate(node.callee)) context.report({ node, message })
      },
    }
  },
}

export default { meta: { name: 'counterside' }, rules: { 'no-ambient-date': rule } }
