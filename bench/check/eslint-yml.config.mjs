// The nearest that there is to a check without names and decisions: rules on the syntax tree of YAML.
import yml from 'eslint-plugin-yml';

export default yml.configs.recommended;
