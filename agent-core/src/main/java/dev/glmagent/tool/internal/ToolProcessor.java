package dev.glmagent.tool.internal;

import dev.glmagent.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Runs inside the compiler: writes the {@link ToolIndex} of the module, and fails the compilation on mistakes in tool
 * classes that a compiler can see, in the same words as the registry would at start-up. Every class is looked at, as one
 * may inherit its tools from another module.
 */
@SupportedAnnotationTypes("*")
public final class ToolProcessor extends AbstractProcessor {

    private final Set<String> packages = new LinkedHashSet<>();
    private final Map<String, TypeElement> types = new LinkedHashMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
            collect(type);
        }
        if (round.processingOver() && !round.errorRaised()) {
            ToolIndex index = earlier();
            packages.forEach(index.packages()::add);
            types.values().forEach(type -> add(type, index));
            write(index);
        }
        return false;
    }

    private void collect(TypeElement type) {
        PackageElement home = processingEnv.getElementUtils().getPackageOf(type);
        packages.add(home.getQualifiedName().toString());
        types.put(binaryName(type), type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::collect);
    }

    /** What is known of classes that are not compiled this time; an incremental build compiles only some. */
    private ToolIndex earlier() {
        ToolIndex kept = new ToolIndex();
        try {
            FileObject file = processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", ToolIndex.PATH);
            try (InputStream in = file.openInputStream()) {
                Optional<ToolIndex> old = ToolIndex.read(in);
                old.ifPresent(
                        index -> index.classes().stream().filter(this::remains).forEach(kept.classes()::add));
                old.ifPresent(index -> index.parameters().forEach((method, names) -> {
                    if (remains(method.substring(0, method.indexOf('#')))) {
                        kept.parameters().put(method, names);
                    }
                }));
                old.ifPresent(index -> kept.packages().addAll(index.packages()));
            }
        } catch (IOException firstTime) {
            return kept;
        }
        return kept;
    }

    private boolean remains(String binaryName) {
        return !types.containsKey(binaryName)
                && processingEnv.getElementUtils().getTypeElement(binaryName.replace('$', '.')) != null;
    }

    private void add(TypeElement type, ToolIndex index) {
        List<ExecutableElement> own = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(ToolProcessor::isTool)
                .toList();
        new ProcessorChecks(processingEnv.getTypeUtils(), this::error).check(binaryName(type), type, own);
        for (ExecutableElement method : own) {
            index.parameters().put(key(type, method), names(method));
        }
        boolean concrete = type.getKind().isClass() && !type.getModifiers().contains(Modifier.ABSTRACT);
        if (concrete && hasTools(type)) {
            index.classes().add(binaryName(type));
        }
    }

    private static boolean isTool(Element element) {
        return element.getAnnotation(Tool.class) != null;
    }

    private boolean hasTools(TypeElement type) {
        if (ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(ToolProcessor::isTool)) {
            return true;
        }
        return processingEnv.getTypeUtils().directSupertypes(type.asType()).stream()
                .filter(parent -> parent.getKind() == TypeKind.DECLARED)
                .anyMatch(parent -> hasTools((TypeElement) ((DeclaredType) parent).asElement()));
    }

    private String key(TypeElement type, ExecutableElement method) {
        return ToolIndex.key(
                binaryName(type),
                method.getSimpleName().toString(),
                method.getParameters().stream().map(this::erasedName).toList());
    }

    private static List<String> names(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
    }

    private String erasedName(VariableElement parameter) {
        return erasedName(processingEnv.getTypeUtils().erasure(parameter.asType()));
    }

    private String erasedName(TypeMirror erased) {
        if (erased instanceof ArrayType array) {
            return erasedName(array.getComponentType()) + "[]";
        }
        return erased instanceof DeclaredType declared
                ? binaryName((TypeElement) declared.asElement())
                : erased.getKind().toString().toLowerCase(Locale.ROOT);
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void write(ToolIndex index) {
        if (index.packages().isEmpty()) {
            return;
        }
        try {
            FileObject file =
                    processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", ToolIndex.PATH);
            try (Writer out = file.openWriter()) {
                out.write(String.join("\n", index.lines()) + "\n");
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, ToolIndex.PATH + " cannot be written: " + e.getMessage());
        }
    }

    private void error(Element where, String mistake) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, mistake, where);
    }
}
