namespace Gateway.Common.Validation;

/// <summary>The closed set of codes that validation and document limits report.</summary>
public static class ValidationCodes
{
    public const string DefinitionNotExecutable = "DEFINITION_NOT_EXECUTABLE";
    public const string OperationTypeUnsupported = "OPERATION_TYPE_UNSUPPORTED";
    public const string OperationNameDuplicated = "OPERATION_NAME_DUPLICATED";
    public const string AnonymousOperationNotAlone = "ANONYMOUS_OPERATION_NOT_ALONE";
    public const string SubscriptionRootInvalid = "SUBSCRIPTION_ROOT_INVALID";
    public const string TypeUnknown = "TYPE_UNKNOWN";
    public const string FieldUnknown = "FIELD_UNKNOWN";
    public const string FieldsConflict = "FIELDS_CONFLICT";
    public const string SelectionMissing = "SELECTION_MISSING";
    public const string SelectionNotAllowed = "SELECTION_NOT_ALLOWED";
    public const string ArgumentUnknown = "ARGUMENT_UNKNOWN";
    public const string ArgumentDuplicated = "ARGUMENT_DUPLICATED";
    public const string ArgumentMissing = "ARGUMENT_MISSING";
    public const string FragmentNameDuplicated = "FRAGMENT_NAME_DUPLICATED";
    public const string FragmentTypeNotComposite = "FRAGMENT_TYPE_NOT_COMPOSITE";
    public const string FragmentUnused = "FRAGMENT_UNUSED";
    public const string FragmentUnknown = "FRAGMENT_UNKNOWN";
    public const string FragmentCycle = "FRAGMENT_CYCLE";
    public const string FragmentSpreadImpossible = "FRAGMENT_SPREAD_IMPOSSIBLE";
    public const string ValueInvalid = "VALUE_INVALID";
    public const string InputFieldUnknown = "INPUT_FIELD_UNKNOWN";
    public const string InputFieldDuplicated = "INPUT_FIELD_DUPLICATED";
    public const string InputFieldMissing = "INPUT_FIELD_MISSING";
    public const string OneOfInvalid = "ONE_OF_INVALID";
    public const string DirectiveUnknown = "DIRECTIVE_UNKNOWN";
    public const string DirectiveMisplaced = "DIRECTIVE_NOT_ALLOWED_HERE";
    public const string DirectiveDuplicated = "DIRECTIVE_DUPLICATED";

    /// <summary>A label of <c>@defer</c> or <c>@stream</c> that is no literal, or stands twice.</summary>
    public const string IncrementalLabelInvalid = "INCREMENTAL_LABEL_INVALID";

    /// <summary><c>@defer</c> or <c>@stream</c> at a mutation's root, in a subscription, on no list.</summary>
    public const string IncrementalDirectiveMisplaced = "INCREMENTAL_DIRECTIVE_MISPLACED";
    public const string VariableDuplicated = "VARIABLE_DUPLICATED";
    public const string VariableTypeNotInput = "VARIABLE_TYPE_NOT_INPUT";
    public const string VariableUndefined = "VARIABLE_UNDEFINED";
    public const string VariableUnused = "VARIABLE_UNUSED";
    public const string VariableTypeMismatch = "VARIABLE_TYPE_MISMATCH";

    /// <summary>Introspection nests lists deeper than any tool asks for.</summary>
    public const string IntrospectionTooDeep = "INTROSPECTION_TOO_DEEP";

    /// <summary>Introspection is switched off.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>A tool asked to be told: the element is deprecated.</summary>
    public const string ElementDeprecated = "ELEMENT_DEPRECATED";

    /// <summary>To validate the document would take more than <see cref="ValidationOptions.WorkMax"/>.</summary>
    public const string ValidationBudgetExceeded = "VALIDATION_BUDGET_EXCEEDED";

    /// <summary>Fields nested in each other deeper than <see cref="DocumentLimits.DepthMax"/>.</summary>
    public const string DepthLimitExceeded = Language.SyntaxCodes.DepthLimitExceeded;

    /// <summary>Brackets nested deeper than a request's parser goes, whatever is in them.</summary>
    public const string NestingLimitExceeded = "NESTING_LIMIT_EXCEEDED";

    public const string DirectiveLimitExceeded = Language.SyntaxCodes.DirectiveLimitExceeded;
    public const string DirectiveLocationLimitExceeded = "DIRECTIVE_LOCATION_LIMIT_EXCEEDED";
    public const string AliasLimitExceeded = "ALIAS_LIMIT_EXCEEDED";
    public const string RootFieldLimitExceeded = "ROOT_FIELD_LIMIT_EXCEEDED";
    public const string FieldLimitExceeded = "FIELD_LIMIT_EXCEEDED";

    /// <summary>The estimate of <see cref="OperationCost"/> is past what one request may cost.</summary>
    public const string CostLimitExceeded = "COST_LIMIT_EXCEEDED";

    /// <summary>A list asks for exactly one of its slicing arguments (<c>@listSize</c>).</summary>
    public const string SlicingArgumentInvalid = "SLICING_ARGUMENT_INVALID";
}
