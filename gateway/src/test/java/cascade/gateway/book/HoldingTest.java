package cascade.gateway.book;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A test that an annotation names as one that holds a row of a book.
 *
 * @param name {@code Class#method}, or the class alone where all its tests hold the row
 * @param part which part of the row it holds, or empty where all of it
 */
public record HoldingTest(String row, Path source, String name, String part) {

    /** All below these folders that have that annotation, in the order of their files and lines. */
    public static List<HoldingTest> below(List<Path> folders, String annotation) throws IOException {
        var annotated = new ArrayList<Path>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(name -> name.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    if (Files.readString(file).contains("@" + annotation + "(")) {
                        annotated.add(file);
                    }
                }
            }
        }
        var tests = new ArrayList<HoldingTest>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(annotated));
            for (CompilationUnitTree unit : task.parse()) {
                new Annotated(annotation, Path.of(unit.getSourceFile().getName()), tests).scan(unit, "");
            }
        }
        return tests;
    }

    /** Walks through a source; what it passes on is the name of the class around. */
    private static final class Annotated extends TreeScanner<Void, String> {

        private final String wanted;
        private final Path source;
        private final List<HoldingTest> found;

        Annotated(String wanted, Path source, List<HoldingTest> found) {
            this.wanted = wanted;
            this.source = source;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree tree, String around) {
            String name = around.isEmpty() ? tree.getSimpleName().toString() : around + "." + tree.getSimpleName();
            note(tree.getModifiers(), name);
            return super.visitClass(tree, name);
        }

        @Override
        public Void visitMethod(MethodTree tree, String around) {
            note(tree.getModifiers(), around + "#" + tree.getName());
            return super.visitMethod(tree, around);
        }

        private void note(ModifiersTree modifiers, String name) {
            for (AnnotationTree annotation : modifiers.getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals(wanted)) {
                    found.add(
                            new HoldingTest(argument(annotation, "value"), source, name, argument(annotation, "part")));
                }
            }
        }

        private static String argument(AnnotationTree annotation, String name) {
            for (ExpressionTree argument : annotation.getArguments()) {
                if (argument instanceof AssignmentTree assigned
                        && assigned.getVariable().toString().equals(name)) {
                    return (String) ((LiteralTree) assigned.getExpression()).getValue();
                }
                if (argument instanceof LiteralTree only && name.equals("value")) {
                    return (String) only.getValue();
                }
            }
            return "";
        }
    }
}
